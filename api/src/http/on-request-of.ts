import type { FastifyInstance, onRequestAsyncHookHandler, RouteOptions } from 'fastify';

/** Adds a hook to routes that are registered later, and to no others: one for all of them would cost every scan something. */
export function onRequestOf(
  fastify: FastifyInstance,
  isMeant: (route: RouteOptions) => boolean,
  hook: onRequestAsyncHookHandler,
): void {
  fastify.addHook('onRoute', (route) => {
    if (isMeant(route)) route.onRequest = [...[route.onRequest ?? []].flat(), hook];
  });
}
