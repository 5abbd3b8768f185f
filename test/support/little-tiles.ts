import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Resvg } from '@resvg/resvg-js';
import { TileType, zxyToTileId } from 'pmtiles';

/** A tile: 256 pixels of one colour, with two roads that lie elsewhere in each. */
export function littleTile(z: number, x: number, y: number): Buffer {
  const colour = (x + y) % 2 === 0 ? '#cfe3d4' : '#d9e6f2';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="${colour}" stroke="#8aa" />
    <path d="M0 90L256 ${(x * 37 + z) % 256}M${(y * 53) % 256} 0L140 256" stroke="#fff" stroke-width="10" /></svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

/** Writes a PMTiles file of version 3 with every tile of the zoom levels from 0 on, and gaps where `isThere` says so. */
export function writeTileFile(
  path: string,
  {
    mostZoom,
    isThere = () => true,
    tileType = TileType.Png,
    attribution = '<a href="https://example.org">© Little Maps</a> &amp; neighbours',
  }: {
    mostZoom: number;
    isThere?: (z: number, x: number, y: number) => boolean;
    tileType?: TileType;
    attribution?: string;
  },
): void {
  const tiles: { id: number; bytes: Buffer }[] = [];
  for (let z = 0; z <= mostZoom; z++)
    for (let x = 0; x < 2 ** z; x++)
      for (let y = 0; y < 2 ** z; y++)
        if (isThere(z, x, y)) tiles.push({ id: zxyToTileId(z, x, y), bytes: littleTile(z, x, y) });
  tiles.sort((one, other) => one.id - other.id);
  const directory = Buffer.from([
    ...varint(tiles.length),
    ...tiles.flatMap(({ id }, at) => varint(id - (tiles[at - 1]?.id ?? 0))),
    ...tiles.flatMap(() => varint(1)),
    ...tiles.flatMap(({ bytes }) => varint(bytes.length)),
    // 0 means: behind the one before.
    ...tiles.flatMap((_, at) => varint(at === 0 ? 1 : 0)),
  ]);
  const metadata = Buffer.from(JSON.stringify({ attribution }));
  const data = Buffer.concat(tiles.map(({ bytes }) => bytes));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'latin1');
  header.writeUInt8(3, 7);
  let offset = 127;
  [directory, metadata, Buffer.alloc(0), data].forEach((part, at) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + at * 16);
    header.writeBigUInt64LE(BigInt(part.length), 16 + at * 16);
    offset += part.length;
  });
  [72, 80, 88].forEach((at) => header.writeBigUInt64LE(BigInt(tiles.length), at));
  // Clustered; neither the directory nor the tiles are compressed.
  [1, 1, 1, tileType, 0, mostZoom].forEach((value, at) => header.writeUInt8(value, 96 + at));
  writeFileSync(path, Buffer.concat([header, directory, metadata, data]));
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** A tile server on this machine, and what it was asked. */
export interface LittleTileServer {
  readonly template: string;
  readonly asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  /** Answers instead of it; null for tiles again. */
  answer: ((url: string, response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

export async function startLittleTileServer(): Promise<LittleTileServer> {
  const listener = createServer((request, response) => {
    const url = request.url ?? '';
    made.asked.push({ url, headers: request.headers });
    if (made.answer) return made.answer(url, response);
    const [z = 0, x = 0, y = 0] = (/^\/t\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(url) ?? []).slice(1).map(Number);
    response.setHeader('content-type', 'image/png').end(littleTile(z, x, y));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const made: LittleTileServer = {
    template: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/t/{z}/{x}/{y}.png`,
    asked: [],
    answer: null,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
  return made;
}
