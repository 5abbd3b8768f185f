import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '@shared/words/problem';
import { onRequestOf } from './on-request-of';

/** A photo may have 5 MB; what stands around it in the form takes some more. */
export const photoBytesSent = 5_000_000;
const formBytes = photoBytesSent + 20_000;
/** Forms with a photo in memory at once. */
const photosAtOnce = 6;

const photoForm = '/s/:slug/report';

/** What a form of a page of ours sent, unread. */
export class PageForm {
  constructor(
    private readonly body: Buffer,
    private readonly type: string,
  ) {}

  /** Its fields. @throws Problem `malformed` for what is no form. */
  async fields(): Promise<FormData> {
    try {
      return await new Response(new Uint8Array(this.body), {
        headers: { 'content-type': this.type },
      }).formData();
    } catch {
      throw new Problem('malformed');
    }
  }
}

/** The text of a field, where it is one; empty else. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : '';
}

const isPage = (request: FastifyRequest) => request.url.startsWith('/s/');

/** Lets forms in to public pages, which work without scripts; calls of the API go on taking JSON alone. */
export function acceptPageForms(fastify: FastifyInstance): void {
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  fastify.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isPage(request)) done(null, new PageForm(body, request.headers['content-type'] ?? ''));
    else done(Object.assign(new Error('This call takes application/json.'), { statusCode: 415 }));
  });
  fastify.addHook('onRoute', (route) => {
    if (route.url === photoForm) route.bodyLimit = formBytes;
  });
  let photos = 0;
  // Before the body is read: a flood of photos must not fill the memory.
  const isPhoto = (route: RouteOptions) => route.method === 'POST' && route.url === photoForm;
  onRequestOf(fastify, isPhoto, async (_, reply) => {
    if (photos >= photosAtOnce) throw new Problem('too_many', undefined, undefined, 10);
    photos++;
    reply.raw.once('close', () => photos--);
  });
}
