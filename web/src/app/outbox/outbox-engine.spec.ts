import type { Id } from '@shared/words/id';
import { MemoryOutboxStore } from './memory-outbox-store';
import { OutboxEngine } from './outbox-engine';
import { type Command, entryOf, idOf, type NewEntry } from './outbox-entry';
import type { OutboxNews, OutboxView } from './outbox-parts';
import type { Answer, Outcome, OutboxSender } from './outbox-sender';

const group = 'group-1';
const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;

/** A server that keeps what it gets by id, behind a network that may lose the way there or the way back. */
class Server implements OutboxSender {
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
class Time {
  ms = Date.parse('2026-11-22T10:00:00Z');
  #timers: { at: number; job: () => void }[] = [];

  readonly now = () => new Date(this.ms);

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
function device(server = new Server()) {
  const store = new MemoryOutboxStore();
  const time = new Time();
  const exclusively = turns();
  const tabs: OutboxEngine[] = [];
  const openTab = () => {
    const tab: OutboxEngine = new OutboxEngine({
      ...{ store, sender: server, now: time.now, after: time.after, exclusively, random: () => 0.5 },
      tell: (news: OutboxNews) => {
        for (const other of tabs) if (other !== tab) void other.heard(news);
      },
    });
    tabs.push(tab);
    return tab;
  };
  return { store, time, server, openTab };
}

let made = 0;
function movement(time: Time, holdMs = 0, id: Id = `movement-${++made}`): NewEntry {
  const line = {
    ...{ id, reason: 'donation' as const, itemId: 'beans', quantity: 1, toSiteId: 'eastside' },
    occurredAt: time.now().toISOString(),
  } as const;
  return entryOf({ kind: 'movement', line }, about, group, id, time.now(), holdMs);
}

function undo(time: Time, movementId: Id): NewEntry {
  const id = `undo-${++made}`;
  return entryOf(
    { kind: 'reversal', movementId, request: { id, note: 'Slip' } },
    about,
    group,
    id,
    time.now(),
    0,
  );
}

describe('the outbox', () => {
  it('keeps a scan before it sends it, and lets it go on the server’s word', async () => {
    const { store, time, server, openTab } = device();
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    const adding = tab.add([scan]);
    await adding;
    await time.pass(0);
    expect([...server.recorded.keys()]).toEqual([scan.id]);
    expect(await store.all()).toEqual([]);
    expect(tab.view.lastSyncedAt).toBe(time.now().toISOString());
  });

  it('sends nothing while nobody is signed in, nor what belongs to another group', async () => {
    const { store, time, server, openTab } = device();
    const tab = openTab();
    await tab.add([movement(time)]);
    await tab.signedInTo('group-2');
    await time.pass(120_000);
    expect(server.batches).toEqual([]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
    expect(await store.all()).toEqual([]);
  });

  it('sends in the order of scanning, movements together, other commands by themselves', async () => {
    const { time, server, openTab } = device();
    const tab = openTab();
    const [a, b, c] = [movement(time), movement(time), movement(time)];
    const back = undo(time, a.id);
    await tab.add([a, b, back, c]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.batches).toEqual([[a.id, b.id], [back.id], [c.id]]);
  });

  it('sends at most 500 movements at once', async () => {
    const { time, server, openTab } = device();
    const tab = openTab();
    await tab.add(Array.from({ length: 1_203 }, () => movement(time)));
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.batches.map((batch) => batch.length)).toEqual([500, 500, 203]);
    expect(server.recorded.size).toBe(1_203);
  });

  it('tries again with growing pauses until there is an answer, and records once though answers are lost', async () => {
    const { store, time, server, openTab } = device();
    server.fates.push('never_arrives', 'answer_lost', 'never_arrives', 'answer_lost');
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    await tab.add([scan]);
    await time.pass(0);
    expect(tab.view.state).toBe('retrying');
    expect((await store.all())[0]?.state).toBe('sent');
    await time.pass(60_000);
    expect(server.batches).toEqual(Array(5).fill([scan.id]));
    expect(server.recorded.size).toBe(1);
    expect(await store.all()).toEqual([]);
  });

  it('waits as long as the server asks', async () => {
    const { time, server, openTab } = device();
    server.fates.push('busy');
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time)]);
    await time.pass(6_900);
    expect(server.batches.length).toBe(1);
    await time.pass(200);
    expect(server.recorded.size).toBe(1);
  });

  it('keeps everything when the session ends, and goes on after signing in again', async () => {
    const { store, time, server, openTab } = device();
    server.fates.push('signed_out');
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time), movement(time)]);
    await time.pass(300_000);
    expect(tab.view.state).toBe('signed_out');
    expect((await store.all()).length).toBe(2);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(2);
  });

  it('keeps what is refused with its reason, lets the rest through, and forgets it only when told', async () => {
    const { store, time, server, openTab } = device();
    const tab = openTab();
    const [good, bad, alsoGood] = [movement(time), movement(time), movement(time)];
    server.refuses.add(bad.id);
    await tab.add([good, bad, alsoGood]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect([...server.recorded.keys()]).toEqual([good.id, alsoGood.id]);
    expect((await store.all()).map((entry) => [entry.id, entry.state, entry.refusal?.code])).toEqual([
      [bad.id, 'refused', 'unknown_item'],
    ]);
    server.refuses.clear();
    await tab.retry(bad.id);
    await time.pass(0);
    expect(server.recorded.has(bad.id)).toBe(true);

    const worse = movement(time);
    server.refuses.add(worse.id);
    await tab.add([worse]);
    await time.pass(0);
    expect(await tab.discard(worse.id)).toBe(true);
    expect(await store.all()).toEqual([]);
  });

  it('finds the one line that makes a whole batch unreadable', async () => {
    const { store, time, server, openTab } = device();
    const tab = openTab();
    const scans = Array.from({ length: 40 }, () => movement(time));
    const spoiler = scans[17]?.id ?? '';
    server.spoils.add(spoiler);
    await tab.add(scans);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(39);
    expect((await store.all()).map((entry) => entry.id)).toEqual([spoiler]);
  });

  it('holds a scan for a correction: until then it is changed or taken back, and never after', async () => {
    const { time, server, openTab } = device();
    const tab = openTab();
    await tab.signedInTo(group);
    const [scan, slip] = [movement(time, 2_500), movement(time, 2_500)];
    await tab.add([scan, slip]);
    await time.pass(2_000);
    const twelve = { ...about, quantity: 12 };
    const command = movement(time, 0, scan.id).command;
    expect(await tab.amend(scan.id, () => ({ command, about: twelve, notBefore: time.ms + 2_500 }))).toBe(
      true,
    );
    expect(await tab.withdraw(slip.id)).toBe(true);
    await time.pass(2_400);
    expect(server.batches).toEqual([]);
    await time.pass(200);
    expect(server.batches).toEqual([[scan.id]]);
    expect(await tab.withdraw(scan.id)).toBe(false);
    expect(await tab.amend(scan.id, (entry) => entry)).toBe(false);
  });

  it('never changes what may have reached the server already', async () => {
    const { time, server, openTab } = device();
    server.fates.push('answer_lost');
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    await tab.add([scan]);
    await time.pass(0);
    expect(await tab.withdraw(scan.id)).toBe(false);
    await time.pass(5_000);
    expect(server.recorded.size).toBe(1);
  });

  it('sends what is held at once when the page goes away', async () => {
    const { time, server, openTab } = device();
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time, 2_500)]);
    await tab.release();
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
  });

  it('is sent by one tab at a time, and all tabs hear of it', async () => {
    const { time, server, openTab } = device();
    const [first, second] = [openTab(), openTab()];
    const heard: Id[] = [];
    second.onOutcomes((outcomes) => heard.push(...outcomes.map((outcome) => outcome.id)));
    await Promise.all([first.signedInTo(group), second.signedInTo(group)]);
    const scans = Array.from({ length: 30 }, () => movement(time));
    await Promise.all(scans.map((scan, n) => (n % 2 ? first : second).add([scan])));
    await time.pass(1_000);
    expect(server.batches.flat().length).toBe(30);
    expect(server.recorded.size).toBe(30);
    expect(heard.sort()).toEqual(scans.map((scan) => scan.id).sort());
  });

  it('goes on after a crash between the server’s answer and the device’s note of it', async () => {
    const { store, time, server, openTab } = device();
    server.fates.push('answer_lost');
    const crashed = openTab();
    await crashed.signedInTo(group);
    await crashed.add([movement(time), movement(time)]);
    await time.pass(0);
    crashed.stop();
    const views: OutboxView[] = [];
    const reopened = openTab();
    reopened.onView((view) => views.push(view));
    await reopened.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(2);
    expect(await store.all()).toEqual([]);
    expect(views.at(-1)?.entries).toEqual([]);
  });

  it('says so when the device cannot keep a scan', async () => {
    const { time, openTab, store } = device();
    store.add = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    const tab = openTab();
    await tab.signedInTo(group);
    await expect(tab.add([movement(time)])).rejects.toThrow('Full');
    expect(tab.view.state).toBe('storage_failed');
  });
});
