import type { Id } from '@shared/words/id';
import type { Command, NewEntry, OutboxEntry } from '../../web/src/app/outbox/outbox-entry';
import { readOutboxFile, writeOutboxFile } from '../../web/src/app/outbox/outbox-file';
import { startedAtMs } from './simulated-clock';
import {
  about,
  codesIn,
  contentOf,
  holdMs,
  isHopeless,
  rightened,
  SimulatedCommands,
} from './simulated-commands';
import type { SimulatedDevice } from './simulated-device';
import type { SimulatedTab } from './simulated-tab';

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
  readonly #commands: SimulatedCommands;

  constructor(readonly device: SimulatedDevice) {
    this.#commands = new SimulatedCommands(device);
    device.store.onLeaving = (entry, tab) => this.#leaves(entry, tab as SimulatedTab);
  }

  /** Does one thing on a tab. Nobody waits for the end of it: the next thing comes when it comes. */
  act(tab: SimulatedTab): void {
    const { random } = this.device.world;
    const what = random.between(1, 100);
    if (what <= 40) this.#record(tab, [this.#commands.movement(tab)]);
    else if (what <= 44) this.#record(tab, this.#commands.newItem(tab));
    else if (what <= 47) this.#record(tab, [this.#commands.missedAsk(tab)]);
    else if (what <= 53) this.#record(tab, [this.#commands.reading(tab)]);
    else if (what <= 59) this.#record(tab, [this.#commands.visit(tab)]);
    else if (what <= 65) this.#record(tab, [this.#commands.count(tab)]);
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

  /** Takes something back: out of the outbox where it waits, else by a reversal. What a thermometer showed stays. */
  #undo(tab: SimulatedTab): void {
    const deed = this.#unchanging('movement', 'reading', 'visit', 'count');
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
        if (deed.kind === 'movement') this.#record(tab, [this.#commands.reversal(tab, deed.id)]);
        if (deed.kind === 'visit') this.#record(tab, [this.#commands.visitReversal(tab, deed.id)]);
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
    if (!isHopeless(command) && rightened(command) && random.chance(50)) return this.#putRight(tab, entry);
    if (!isHopeless(command)) {
      for (const code of codesIn(command)) server.bind(code);
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

  /** Says which item it was, or how warm. */
  #putRight(tab: SimulatedTab, { id }: OutboxEntry): void {
    const deed = this.deeds.find((one) => one.id === id);
    if (!deed || deed.changing) return;
    deed.changing = true;
    const before = deed.content;
    deed.content = null;
    let after: string | null = null;
    tab.engine
      .putRight(id, (entry) => {
        const command = rightened(entry.command) ?? entry.command;
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

  #unchanging(...kinds: readonly Command['kind'][]): Deed | null {
    const possible = this.deeds.filter(
      (deed) =>
        kinds.includes(deed.kind) && deed.said === 'kept' && deed.takenBack === 'no' && !deed.changing,
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
