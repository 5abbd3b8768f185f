import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import { Problem } from '@shared/words/problem';
import { tokenOf } from './door.guard';
import { FairQueue } from './fair-queue';
import { onRequestOf } from './on-request-of';
import { SessionCache } from './session-cache';

/** Bodies in memory together, of batch calls that were let in. 64 MB: 32 of the largest, hundreds of ordinary ones. */
const bytesAtMost = 64_000_000;
/** Batch calls that are read, wait or are at work. */
const callsAtMost = 256;
/** From half of that on, one device has no more than these. */
const callsOfDeviceWhenCrowded = 4;
/** Fewer than the connections of the pool, so that reading goes on while hundreds of devices send. */
const atWork = 8;
const patienceMs = 20_000;

/**
 * Lets batches in when hundreds of devices send theirs at once, after a network came back: so many that memory stays
 * bounded, each device in its turn. Others are told when to come back (429, Retry-After) before their body is read.
 */
@Injectable()
export class BatchAdmission {
  private readonly queue = new FairQueue({
    atWork,
    waiting: callsAtMost,
    patienceMs,
    now: () => performance.now(),
    random: () => Math.random(),
  });
  private readonly callsOf = new Map<string, number>();
  private calls = 0;
  private bytes = 0;

  constructor(private readonly sessions: SessionCache) {}

  /** Whether anybody's scans are under way: what can wait lets them go first. */
  isBusy(): boolean {
    return this.calls > 0;
  }

  /** Runs a batch when it is its turn; `device` is the token that it came with. @throws Problem `too_many` */
  run<T>(device: string, job: () => Promise<T>): Promise<T> {
    return this.queue.run(device, job);
  }

  /**
   * Decides about batch calls before their bodies are read; they count until they are answered or cut off.
   * @param bodyBytes what a body without a length may have.
   */
  guard(fastify: FastifyInstance, isBatch: (route: RouteOptions) => boolean, bodyBytes: number): void {
    onRequestOf(fastify, isBatch, async (request, reply) => {
      const token = tokenOf(request);
      // Strangers take no room. The guard of the route looks again, at the role too.
      if (!token) throw new Problem('not_signed_in');
      if (!(await this.sessions.actorOf(token))) {
        throw new Problem('not_signed_in', 'This session has ended: sign in again.');
      }
      const bytes = Number(request.headers['content-length'] ?? bodyBytes);
      // No waiting makes it smaller.
      if (bytes > bodyBytes) throw new Problem('too_large');
      this.admit(token, bytes, reply);
    });
  }

  private admit(token: string, bytes: number, reply: FastifyReply): void {
    const own = this.callsOf.get(token) ?? 0;
    const isCrowded = this.calls >= callsAtMost / 2;
    if (
      this.calls >= callsAtMost ||
      this.bytes + bytes > bytesAtMost ||
      (isCrowded && own >= callsOfDeviceWhenCrowded)
    ) {
      throw this.queue.refusal();
    }
    this.calls++;
    this.bytes += bytes;
    this.callsOf.set(token, own + 1);
    reply.raw.once('close', () => {
      this.calls--;
      this.bytes -= bytes;
      const left = (this.callsOf.get(token) ?? 1) - 1;
      if (left > 0) this.callsOf.set(token, left);
      else this.callsOf.delete(token);
    });
  }
}
