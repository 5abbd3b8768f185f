import { type LiveChange, type LiveEvent, liveEvents } from '@shared/sync/live.contract';
import { BackOff } from '../outbox/back-off';
import { EventParser } from './event-parser';

export type LiveAnswer =
  | { readonly kind: 'stream'; readonly pieces: AsyncIterable<string> }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'signed_out' };

/** What a live line stands on. */
export interface LiveParts {
  /** Asks for the stream, from where it broke off. Never throws for what a network or a server does; its pieces may. */
  readonly open: (lastEventId: string | null, signal: AbortSignal) => Promise<LiveAnswer>;
  /** Runs `job` once after `ms`; the returned call cancels it. */
  readonly after: (ms: number, job: () => void) => () => void;
  /** 0 up to 1: spreads the devices that come back after a restart. */
  readonly random: () => number;
  readonly hear: (event: LiveEvent, change: LiveChange | null) => void;
  /** Whether the line stands: from `ready` on, until it breaks. */
  readonly stands: (is: boolean) => void;
}

/** The server says something every 15 seconds. A line that is silent for longer than this is dead, whatever the network believes. */
const silentAtMostMs = 40_000;

/**
 * Hears that something changed, for as long as it is wanted: comes back when the line breaks, is silent or was refused, and goes on where
 * it was.
 */
export class LiveLine {
  readonly #parts: LiveParts;
  readonly #parser = new EventParser();
  readonly #backOff: BackOff;
  #line: AbortController | null = null;
  #wanted = false;
  #stands = false;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.after, parts.random, () => this.#connect());
  }

  start(): void {
    this.#wanted = true;
    this.#backOff.forget();
    this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    this.#backOff.end();
    this.#line?.abort();
    this.#line = null;
    this.#say(false);
  }

  #connect(): void {
    if (!this.#wanted || this.#line) return;
    const line = new AbortController();
    this.#line = line;
    void this.#listen(line).then((afterMs) => {
      if (this.#line !== line) return;
      this.#line = null;
      this.#say(false);
      if (this.#wanted) this.#backOff.rest(afterMs);
    });
  }

  /** Listens until the line ends; answers how long to stay away at least. */
  async #listen(line: AbortController): Promise<number | null> {
    let cancel = this.#watch(line);
    try {
      const answer = await this.#parts.open(this.#parser.lastEventId, line.signal);
      if (line.signal.aborted) return null;
      if (answer.kind === 'later') return answer.afterMs;
      if (answer.kind === 'signed_out') {
        this.#parts.hear('signed_out', null);
        return null;
      }
      this.#parser.begin();
      for await (const piece of answer.pieces) {
        if (line.signal.aborted) return null;
        cancel();
        cancel = this.#watch(line);
        for (const event of this.#parser.take(piece)) this.#take(event.event, event.data);
      }
    } catch {
      // The network broke it off; so does our own watch.
    } finally {
      cancel();
      line.abort();
    }
    return this.#parser.retryMs;
  }

  #watch(line: AbortController): () => void {
    return this.#parts.after(silentAtMostMs, () => line.abort());
  }

  #take(name: string, data: string): void {
    const event = liveEvents.find((one) => one === name);
    if (!event) return;
    if (event === 'ready') {
      this.#backOff.forget();
      this.#say(true);
    }
    this.#parts.hear(event, event === 'changed' ? (JSON.parse(data) as LiveChange) : null);
  }

  #say(stands: boolean): void {
    if (this.#stands === stands) return;
    this.#stands = stands;
    this.#parts.stands(stands);
  }
}
