import type { FastifyReply } from 'fastify';
import type { KeptPhoto } from './photos';

/** A photo never changes under its id; it is kept by the reader's browser alone, and not for longer than a day. */
export function sendPhoto(reply: FastifyReply, { bytes, mediaType }: KeptPhoto): FastifyReply {
  return reply
    .status(200)
    .headers({
      'content-type': mediaType,
      'content-disposition': 'inline; filename="photo.webp"',
      'cache-control': 'private, max-age=86400, immutable',
    })
    .send(bytes);
}
