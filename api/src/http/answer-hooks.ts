import type { FastifyInstance } from 'fastify';
import type { ChangeSignal } from '@api/platform/change-signal';
import { CompressibleText } from './compressible-json';
import type { SignedInRequest } from './doors';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A string or a buffer: Fastify sends both, and names the one. */
const asItIs = (body: string) => body;

/** Sends what a controller answers as {@link CompressibleText}; leaves every other answer alone. */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, answer, done) => {
    if (!(answer instanceof CompressibleText)) {
      done(null, answer);
      return;
    }
    reply.serializer(asItIs);
    answer.bodyFor(request, reply).then(
      (body) => done(null, body),
      (error: unknown) => done(error as Error),
    );
  });
}

/**
 * Says after each successful write of a member that something of the group changed: its transaction has ended by then, and
 * the caller has no answer yet. A hook and no interceptor: those cost every scan a tenth of its time.
 */
export function tellChanges(fastify: FastifyInstance, signal: ChangeSignal): void {
  fastify.addHook('onSend', (request: SignedInRequest, reply, payload, done) => {
    const { caller, method } = request;
    if (caller !== undefined && reply.statusCode < 400 && !reading.has(method)) {
      signal.changed(caller.actor.groupId);
    }
    done(null, payload);
  });
}
