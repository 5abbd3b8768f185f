import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem } from '@shared/words/problem';
import { PublicDoor } from '../doors';
import { MapGround } from './map-ground';
import type { Tile } from './tile-source';

/** The pictures under the maps, where whoever runs the server set some. */
@Controller('v1/tiles')
export class TilesController {
  constructor(private readonly ground: MapGround) {}

  /**
   * One tile, as maps of tiles number them; 404 where none can be. Where there is none, or none can be had now (429, 503), it
   * is one that nothing is seen of: browsers draw a broken picture over the plain ground for anything else.
   */
  @Get(':z/:x/:y')
  @PublicDoor()
  async tile(
    @Param('z') z: string,
    @Param('x') x: string,
    @Param('y') y: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tiles } = this.ground;
    if (!tiles) throw new Problem('not_found');
    const { leastZoom, mostZoom } = tiles.about;
    const zoom = numberIn(z, leastZoom, mostZoom);
    const last = 2 ** zoom - 1;
    const [column, row] = [numberIn(x, 0, last), numberIn(y, 0, last)];
    try {
      const tile = (await tiles.tile(zoom, column, row)) ?? nothing;
      void reply.header('cache-control', `public, max-age=${tiles.keepSeconds}`);
      await reply.type(tile.type).send(tile.bytes);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      void reply.status(error.status).headers({
        'cache-control': 'no-store',
        'retry-after': String(error.retryAfterSeconds ?? 1),
      });
      await reply.type(nothing.type).send(nothing.bytes);
    }
  }
}

/** One pixel that is not seen. */
const nothing: Tile = {
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    'base64',
  ),
};

function numberIn(text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number < least || number > most) throw new Problem('not_found');
  return number;
}
