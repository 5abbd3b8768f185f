import type { FastifyInstance } from 'fastify';

/** The one call whose body is a stream. */
export const productListPath = '/api/v1/directory/uploads';

const types = [
  'text/csv',
  'text/tab-separated-values',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
];

/** Lets the body of an upload through as a stream, so that no list is ever held in memory. Elsewhere these are refused. */
export function acceptProductLists(fastify: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  fastify.addContentTypeParser(types, (request, body, done) => {
    if (request.url.split('?', 1)[0] === productListPath) done(null, body);
    else done(Object.assign(new Error('This call takes application/json.'), { statusCode: 415 }));
  });
}
