import type { Id } from '@shared/words/id';
import { MemoryOutboxStore } from './memory-outbox-store';
import { OutboxEngine } from './outbox-engine';
import { type Command, idOf } from './outbox-entry';
import type { OutboxClock, OutboxNews } from './outbox-parts';
import type { Answer, Outcome, OutboxSender } from './outbox-sender';
import { ServerClock } from './server-clock';

/** A server that keeps what it gets by id, behind a network that may lose the way there or the way back. */
export class SimulatedServer implements OutboxSender {
  readonly recorded = new Map<Id, Command>();
  readonly batches: Id[][] = [];
  /** What happens to the next calls, in order; after them all goes well. */
  readonly fates: ('never_arrives' | 'answer_lost' | 'signed_out' | 'busy')[] = [];
  readonly refuses = new Set<Id>();
  /** Ids that make a whole batch unreadable. */
  readonly spoils = new Set<Id>();

  async send(commands: readonly Command[]): Promise<Answer> {
    this.batches.push(commands.map(idOf));
    const fate = this.fates.shift();
    if (fate === 'never_arrives') return { kind: 'later', afterMs: null };
    if (fate === 'busy') return { kind: 'later', afterMs: 7_000 };
    if (fate === 'signed_out') return { kind: 'signed_out' };
    if (commands.some((command) => this.spoils.has(idOf(command))))
      return { kind: 'unreadable', refusal: { code: 'malformed', detail: 'No.' } };
    const outcomes = commands.map((command) => this.#record(command));
    return fate === 'answer_lost' ? { kind: 'later', afterMs: null } : { kind: 'answered', outcomes };
  }

  #record(command: Command): Outcome {
    const id = idOf(command);
    const said = { id, onHand: 1, warnings: [], refusal: null } as const;
    if (this.refuses.has(id))
      return {
        ...said,
        status: 'refused',
        refusal: { code: 'unknown_item', detail: 'There is no such item.' },
      };
    if (this.recorded.has(id)) return { ...said, status: 'duplicate' };
    this.recorded.set(id, command);
    return { ...said, status: 'recorded' };
  }
}

/** Time that passes when told to. */
export class SimulatedTime {
  /** The truth, as the server has it. */
  ms = Date.parse('2026-11-22T10:00:00Z');
  /** How far the device's clock is ahead of that. */
  aheadMs = 0;
  #timers: { at: number; job: () => void }[] = [];

  readonly now = () => new Date(this.ms + this.aheadMs);

  readonly after = (ms: number, job: () => void) => {
    const timer = { at: this.ms + ms, job };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  async pass(ms: number): Promise<void> {
    const until = this.ms + ms;
    for (;;) {
      await settled();
      const next = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.ms = Math.max(this.ms, next.at);
      next.job();
    }
    this.ms = until;
  }
}

/** A page's clock, and a server that tells it the time whenever it is asked. */
function clockOf(time: SimulatedTime, page: string): OutboxClock & { readonly server: ServerClock } {
  const moment = () => ({ page, wallMs: time.now().getTime(), steadyMs: time.ms });
  const server = new ServerClock({ moment, kept: () => null, keep: () => undefined });
  return {
    server,
    moment,
    get reading() {
      return server.reading;
    },
    stamp: () => server.stamp(),
    ask: async () => {
      server.heard(Math.floor(time.ms / 1_000) * 1_000, 0);
      return true;
    },
  };
}

const settled = async () => {
  for (let n = 0; n < 1_000; n++) await Promise.resolve();
};

/** Jobs one after the other, as Web Locks hand out their turns. */
function turns() {
  let last: Promise<unknown> = Promise.resolve();
  return (job: () => Promise<void>): Promise<void> => {
    const turn = last.then(job);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A device: one store, and as many tabs as are opened. */
export function simulatedDevice(server = new SimulatedServer()) {
  const store = new MemoryOutboxStore();
  const time = new SimulatedTime();
  const exclusively = turns();
  const tabs: OutboxEngine[] = [];
  const person = { saysOffline: false };
  const openTab = (clock: OutboxClock = clockOf(time, `page ${tabs.length}`)) => {
    const tab: OutboxEngine = new OutboxEngine({
      ...{ store, sender: server, now: time.now, after: time.after, exclusively, random: () => 0.5 },
      ...{ clock, mayConnect: () => !person.saysOffline },
      tell: (news: OutboxNews) => {
        for (const other of tabs) if (other !== tab) void other.heard(news);
      },
    });
    tabs.push(tab);
    return tab;
  };
  return { store, time, server, person, openTab };
}
