import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, CallerToken, MemberDoor } from '@api/http/doors';
import type { Actor } from '@api/platform/work';
import { LiveHub } from '@api/http/live-hub';

/** Tells devices that something changed, while they look. */
@Controller('v1/live')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  /**
   * A stream of server-sent events: `ready`, `changed`, `resync`, `signed_out`. None carries the group's data: each says that
   * a sync is worth asking for. `Last-Event-ID` goes on where a line was cut.
   */
  @Get()
  @MemberDoor('volunteer')
  async live(
    @Caller() caller: Actor,
    @CallerToken() token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.hub.ensureRoom(token);
    const lastEventId = request.headers['last-event-id'];
    reply.hijack();
    request.raw.socket.setTimeout(0);
    request.raw.socket.setNoDelay(true);
    reply.raw.writeHead(200, {
      ...headersOf(reply),
      'content-type': 'text/event-stream; charset=utf-8',
      // Proxies must neither keep, nor squeeze, nor gather what they pass on.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await this.hub.join(caller, token, reply.raw, typeof lastEventId === 'string' ? lastEventId : null);
  }
}

/** What the hooks of the server have set: a stream that is written by hand would lose it. */
function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}
