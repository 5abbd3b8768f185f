import type { Id } from '@shared/words/id';
import {
  type Command,
  entryOf,
  type NewEntry,
  type OutboxEntry,
} from '../../web/src/app/outbox/outbox-entry';
import { readOutboxFile, writeOutboxFile } from '../../web/src/app/outbox/outbox-file';
import { hopelessCode, spoiling } from './model-server';
import { startedAtMs } from './simulated-clock';
import type { SimulatedDevice } from './simulated-device';
import type { SimulatedTab } from './simulated-tab';

const holdMs = 2_500;
const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;
const siteId = '01900000-0000-7000-8000-0000000000bb';
const itemId = '01900000-0000-7000-8000-0000000000cc';

/** One thing somebody did, and what the screen said of it. */
export interface Deed {
  readonly id: Id;
  readonly device: SimulatedDevice;
  readonly groupId: Id;
  readonly kind: Command['kind'];
  /** When it really happened, and what its page knew of the time then. */
  readonly made: Made;
  /** `asked`: the page died or hangs, the person does not know. */
  said: 'asked' | 'kept' | 'not kept';
  /** What the server must get; null where the person cannot know which change held. */
  content: string | null;
  /** What the server may have got instead, before it was put right. */
  readonly before: string[];
  takenBack: 'no' | 'yes' | 'perhaps';
  changing: boolean;
  /** In a file that another device may send; `loose` where this device could not stop changing it. */
  carried: 'no' | 'yes' | 'loose';
  /** Its time must be right to so many milliseconds; null where nobody could know it. */
  withinMs: number | null;
}

interface Made {
  readonly trueMs: number;
  readonly tab: SimulatedTab;
  readonly clockSet: number;
  readonly sleptMs: number;
  readonly errorMs: number;
}

/** Whole seconds in headers, and what is too little to be corrected. */
const closeMs = 5_000;

/** The people at a device: they scan, correct, take back, look after what was refused; and remember what they were told. */
export class SimulatedPerson {
  readonly deeds: Deed[] = [];

  constructor(readonly device: SimulatedDevice) {
    device.store.onLeaving = (entry, tab) => this.#leaves(entry, tab as SimulatedTab);
  }

  /** Does one thing on a tab. Nobody waits for the end of it: the next thing comes when it comes. */
  act(tab: SimulatedTab): void {
    const { random } = this.device.world;
    const what = random.between(1, 100);
    if (what <= 55) this.#record(tab, [this.#movement(tab)]);
    else if (what <= 60) this.#newItem(tab);
    else if (what <= 64) this.#record(tab, [this.#missedAsk(tab)]);
    else if (what <= 74) this.#amend(tab);
    else if (what <= 82) this.#undo(tab);
    else if (what <= 90) this.#lookAfterRefused(tab);
    else if (what <= 96) void tab.release();
    else tab.hurry();
  }

  /** Takes what waits to another device in a file, once or twice. Nothing says that this one stops sending. */
  carry(tab: SimulatedTab, other: SimulatedDevice): void {
    const group = this.#groupOf(tab);
    const { random } = this.device.world;
    this.#tell(() => `hands a file to ${other.name}`);
    const name = 'Eastside Mutual Aid';
    void tab.engine.carryOut(group).then((entries) => {
      for (const { id, state } of entries) {
        // Of what came here in a file, whoever made it knows.
        const deed = this.deeds.find((one) => one.id === id);
        if (deed) deed.carried = state === 'waiting' || deed.carried === 'loose' ? 'loose' : 'yes';
      }
      const content = readOutboxFile(
        writeOutboxFile(entries, { id: group, name }, this.#now().toISOString()),
        group,
      );
      if ('problem' in content) return this.device.world.judge.broken(`a file is ${content.problem}`);
      for (let times = random.between(1, 2); times > 0; times -= 1)
        void other.tabs[0]?.engine.carryIn(content.file.entries).catch(() => undefined);
    });
  }

  /** Sends everything refused that can succeed once more, after what stood in its way was put right. */
  retryAll(tab: SimulatedTab): void {
    for (const entry of this.device.store.entries)
      if (entry.state === 'refused') void tab.engine.retry(entry.id).catch(() => undefined);
  }

  #record(tab: SimulatedTab, entries: readonly NewEntry[]): void {
    const { device } = this;
    const deeds = entries.map(({ id, groupId, command }): Deed => ({
      ...{ id, device, groupId, kind: command.kind, said: 'asked', content: contentOf(command) },
      made: {
        ...{ trueMs: startedAtMs + device.world.steps.now, tab, clockSet: tab.clockSetWhenTold },
        ...{ sleptMs: device.sleptMs, errorMs: tab.errorMs },
      },
      ...{ before: [], takenBack: 'no', changing: false, carried: 'no', withinMs: null },
    }));
    this.deeds.push(...deeds);
    this.#tell(
      () => `does ${entries.map(({ id, command }) => `${id.slice(-4)} ${command.kind}`).join(', ')}`,
    );
    const say = (said: Deed['said']) => {
      for (const deed of deeds) deed.said = said;
      this.#tell(() => `${entries.map(({ id }) => id.slice(-4)).join(' ')}: ${said}`);
    };
    tab.engine.add(entries).then(
      () => say('kept'),
      () => say('not kept'),
    );
  }

  #newItem(tab: SimulatedTab): void {
    const id = this.device.world.newId();
    const code = `NEW-${id.slice(-6)}`;
    const request = { id, name: 'New soup', unit: 'each' as const, barcodes: [{ code, packQuantity: 1 }] };
    this.#record(tab, [this.#entry(tab, { kind: 'new_item', request }, id, 0), this.#movement(tab, code)]);
  }

  #missedAsk(tab: SimulatedTab): NewEntry {
    const id = this.device.world.newId();
    const request = { id, siteId, itemId, quantity: 1, occurredAt: tab.clock.now().toISOString() };
    return this.#entry(tab, { kind: 'missed_ask', request }, id, 0);
  }

  #movement(tab: SimulatedTab, code?: string): NewEntry {
    const { random } = this.device.world;
    const id = this.device.world.newId();
    const odd = random.between(1, 100);
    const scanned = code ?? (odd <= 4 ? hopelessCode : odd <= 10 ? `LATER-${odd}` : undefined);
    const line = {
      ...{ id, reason: 'donation' as const, toSiteId: siteId, occurredAt: tab.clock.now().toISOString() },
      ...(scanned === undefined ? { itemId, quantity: 1 } : { code: scanned, packs: 1 }),
      ...(odd > 98 ? { note: spoiling } : {}),
    };
    return this.#entry(tab, { kind: 'movement', line }, id, random.chance(70) ? holdMs : 0);
  }

  #entry(tab: SimulatedTab, command: Command, id: Id, hold: number): NewEntry {
    return entryOf(command, about, this.#groupOf(tab), id, this.#now(), hold);
  }

  #groupOf(tab: SimulatedTab): Id {
    return tab.groupId ?? this.device.cookie.groupId;
  }

  /** What leaves now carries its last time: how right must that be? */
  #leaves(entry: OutboxEntry, tab: SimulatedTab): void {
    const deed = this.deeds.find(({ id }) => id === entry.id);
    if (!deed) return;
    const { made } = deed;
    const [set, slept] = [this.device.clockSet - made.clockSet, this.device.sleptMs > made.sleptMs];
    const isKnown =
      set === 0 || (set === 1 && tab === made.tab && !slept && tab.clockSetWhenTold === this.device.clockSet);
    const errorMs = Math.max(made.errorMs, tab.errorMs);
    deed.withinMs = isKnown ? closeMs + 2 * errorMs : null;
  }

  #amend(tab: SimulatedTab): void {
    const deed = this.#unchanging('movement');
    if (!deed) return;
    deed.changing = true;
    const before = deed.content;
    let after: string | null = null;
    deed.content = null;
    this.#tell(() => `amends ${deed.id.slice(-4)}`);
    tab.engine
      .amend(deed.id, (entry) => {
        const { line } = entry.command as Extract<Command, { kind: 'movement' }>;
        const command: Command = {
          kind: 'movement',
          line:
            line.code === undefined ? { ...line, quantity: (line.quantity ?? 0) + 1 } : { ...line, packs: 2 },
        };
        after = contentOf(command);
        return { command, about, notBefore: this.#now().getTime() + holdMs };
      })
      .then(
        (done) => {
          deed.changing = false;
          deed.content = done ? after : before;
        },
        () => undefined,
      );
  }

  /** Takes a movement back: out of the outbox where it waits, else by a reversal. */
  #undo(tab: SimulatedTab): void {
    const deed = this.#unchanging('movement');
    if (!deed) return;
    deed.changing = true;
    deed.takenBack = 'perhaps';
    this.device.store.mayLeave.add(deed.id);
    this.#tell(() => `withdraws ${deed.id.slice(-4)}`);
    tab.engine.withdraw(deed.id).then(
      (done) => {
        deed.changing = false;
        deed.takenBack = done ? 'yes' : 'no';
        this.#tell(() => `withdrew ${deed.id.slice(-4)}: ${done}`);
        if (done || !tab.alive) return;
        const id = this.device.world.newId();
        const request = { id, note: 'Undone while scanning' };
        this.#record(tab, [this.#entry(tab, { kind: 'reversal', movementId: deed.id, request }, id, 0)]);
      },
      () => undefined,
    );
  }

  #lookAfterRefused(tab: SimulatedTab): void {
    const { random, server } = this.device.world;
    const refused = this.device.store.entries.filter((entry) => entry.state === 'refused');
    if (refused.length === 0) return;
    const entry = random.oneOf(refused);
    const { command } = entry;
    const hopeless =
      command.kind === 'movement' && (command.line.code === hopelessCode || command.line.note === spoiling);
    if (!hopeless && command.kind === 'movement' && random.chance(50)) return this.#putRight(tab, entry);
    if (!hopeless) {
      if (command.kind === 'movement' && command.line.code !== undefined) server.bind(command.line.code);
      void tab.engine.retry(entry.id).catch(() => undefined);
      return;
    }
    const deed = this.deeds.find(({ id }) => id === entry.id);
    if (!deed || deed.changing) return;
    deed.changing = true;
    deed.takenBack = 'perhaps';
    this.device.store.mayLeave.add(deed.id);
    tab.engine.discard(entry.id, 'Never mind').then(
      (done) => {
        deed.changing = false;
        deed.takenBack = done ? 'yes' : 'no';
      },
      () => undefined,
    );
  }

  /** Says which item it was. */
  #putRight(tab: SimulatedTab, { id }: OutboxEntry): void {
    const deed = this.deeds.find((one) => one.id === id);
    if (!deed || deed.changing) return;
    deed.changing = true;
    const before = deed.content;
    deed.content = null;
    let after: string | null = null;
    tab.engine
      .putRight(id, (entry) => {
        const { line } = entry.command as Extract<Command, { kind: 'movement' }>;
        const { code: _code, packs: _packs, ...rest } = line;
        const command: Command = { kind: 'movement', line: { ...rest, itemId, quantity: 3 } };
        after = contentOf(command);
        return { command, about };
      })
      .then(
        (done) => {
          deed.changing = false;
          if (before !== null) deed.before.push(before);
          deed.content = done ? after : before;
        },
        () => undefined,
      );
  }

  #unchanging(kind: Command['kind']): Deed | null {
    const possible = this.deeds.filter(
      (deed) => deed.kind === kind && deed.said === 'kept' && deed.takenBack === 'no' && !deed.changing,
    );
    // Mostly the latest ones: those are corrected before they leave.
    return possible.length === 0 ? null : this.device.world.random.oneOf(possible.slice(-3));
  }

  #now(): Date {
    return new Date(this.device.wallMs);
  }

  #tell(what: () => string): void {
    const { judge, steps } = this.device.world;
    judge.tell(() => `${steps.now} ${this.device.name}: ${what()}`);
  }
}

/** As the server keeps it. */
export function contentOf(command: Command): string {
  switch (command.kind) {
    case 'movement':
      return JSON.stringify(command.line);
    case 'reversal':
      return `/movements/${command.movementId}/reversal${JSON.stringify(command.request)}`;
    case 'missed_ask':
      return `/missed-asks${JSON.stringify(command.request)}`;
    case 'new_item':
      return `/items${JSON.stringify(command.request)}`;
    case 'visit':
      return `/visits${JSON.stringify(command.request)}`;
    case 'visit_reversal':
      return `/visits/${command.visitId}/reversal${JSON.stringify(command.request)}`;
    case 'bind_code':
      return '';
  }
}
