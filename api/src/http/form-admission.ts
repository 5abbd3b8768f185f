import type { FastifyInstance, RouteOptions } from 'fastify';
import { Problem } from '@shared/words/problem';
import { onRequestOf } from './on-request-of';

/** What neighbours send, as its routes are written. */
const formRoutes = new Set([
  '/s/:slug/ask',
  '/s/:slug/report',
  '/api/v1/public/sites/:slug/asks',
  '/api/v1/public/sites/:slug/reports',
]);
/** Forms that are read, wait or are at work at the same time. */
const formsAtOnce = 96;

/**
 * Tells neighbours to come back later when too many send at once: before a form's body is read, and before anything else is
 * made of it, so that a flood costs those who scan next to nothing.
 */
export function admitForms(fastify: FastifyInstance): void {
  let forms = 0;
  const isForm = (route: RouteOptions) => route.method === 'POST' && formRoutes.has(route.url);
  onRequestOf(fastify, isForm, async (_, reply) => {
    // Not all after the same time.
    if (forms >= formsAtOnce)
      throw new Problem('too_many', undefined, undefined, 5 + Math.floor(Math.random() * 10));
    forms++;
    reply.raw.once('close', () => forms--);
  });
}
