import type { OutboxNews } from '../../web/src/app/outbox/outbox-parts';
import type { KeptReading } from '../../web/src/app/outbox/server-clock';
import type { Cookie } from './model-server';
import type { PlantedBug } from './planted-bugs';
import { startedAtMs } from './simulated-clock';
import type { Line } from './simulated-network';
import { SimulatedStore } from './simulated-store';
import { SimulatedTab } from './simulated-tab';
import type { Owner, Steps } from './steps';
import type { World } from './world';

export const groupId = '01900000-0000-7000-8000-0000000000aa';
/** Somebody of another group may use the same phone. */
export const otherGroupId = '01900000-0000-7000-8000-0000000000ab';

/** A phone: its disk, clock, network, session cookie and open tabs. */
export class SimulatedDevice {
  readonly store: SimulatedStore;
  readonly lock: TabLock;
  readonly line: Line = { online: true, trouble: 0 };
  readonly sending = new Set<SimulatedTab>();
  cookie: Cookie;
  /** How far the phone's clock is ahead of the true time. */
  clockAheadMs = 0;
  /** How often somebody set it. */
  clockSet = 0;
  /** Since when, and until when, its steady clocks stand still. */
  #asleep = { from: 0, until: 0 };
  #sleptBefore = 0;
  /** What its pages remember of the server's time when they are closed. */
  keptReading: KeptReading;
  /** How often its clock had been set when that was heard, and how wrong it may be. */
  clockSetWhenKept = 0;
  keptErrorMs = 0;
  /** Somebody pressed "I am offline". */
  saysOffline = false;
  /** Somebody sits at it and signs in where a page asks for that. */
  attended = false;
  tabs: SimulatedTab[] = [];

  constructor(
    readonly world: World,
    readonly name: string,
    /** False where the page came over plain http: tabs may then send side by side. */
    readonly hasLocks: boolean,
    private readonly plant: PlantedBug | null,
  ) {
    this.store = new SimulatedStore(world.steps, world.random, world.judge);
    this.lock = new TabLock(world.steps);
    this.cookie = { member: name, groupId, valid: true };
    // Whoever is signed in has heard of the server, with whatever clock the phone came with.
    if (world.random.chance(50)) this.clockAheadMs = world.random.between(-300, 300) * 60_000;
    this.keptReading = { aheadMs: this.clockAheadMs, serverMs: startedAtMs };
  }

  get wallMs(): number {
    return startedAtMs + this.world.steps.now + this.clockAheadMs;
  }

  get steadyMs(): number {
    return Math.round(this.world.steps.now - this.sleptMs);
  }

  /** By how much its steady clocks have fallen behind. */
  get sleptMs(): number {
    const { from, until } = this.#asleep;
    return this.#sleptBefore + Math.max(0, Math.min(this.world.steps.now, until) - from);
  }

  setClock(byMs: number): void {
    if (byMs === 0) return;
    this.clockAheadMs += byMs;
    this.clockSet += 1;
  }

  /** Its steady clocks stand still for a while, from now on. */
  sleep(ms: number): void {
    const { now } = this.world.steps;
    this.#sleptBefore = this.sleptMs;
    this.#asleep = { from: now, until: now + ms };
  }

  switchOff(off: boolean): void {
    this.saysOffline = off;
    for (const tab of this.tabs) tab.hurry();
  }

  /** Opens the app, as it is or in a new version: the same to what is on the disk. */
  open(): SimulatedTab {
    const tab = new SimulatedTab(this, this.plant);
    this.tabs.push(tab);
    // The page remembers who it was; the server's word follows.
    tab.signedInTo(this.cookie.groupId);
    return tab;
  }

  /** The system takes a tab away: whatever it was doing stops between two steps. */
  kill(tab: SimulatedTab): void {
    this.world.judge.tell(() => `${this.world.steps.now} ${this.name}: a tab dies`);
    tab.alive = false;
    this.tabs = this.tabs.filter((one) => one !== tab);
    this.sending.delete(tab);
    this.lock.gone(tab);
  }

  signIn(tab: SimulatedTab, group = this.cookie.groupId): void {
    this.cookie = { member: this.name, groupId: group, valid: true };
    tab.signedInTo(group);
  }

  signInSoon(tab: SimulatedTab): void {
    if (this.attended) this.world.steps.after(5_000, tab, () => this.signIn(tab));
  }

  tellOthers(from: SimulatedTab, news: OutboxNews): void {
    for (const tab of this.tabs) if (tab !== from) this.world.steps.soon(tab, () => tab.hear(news));
  }
}

/** Web Locks: one holder, the others in line; a holder that dies lets go. */
class TabLock {
  readonly #line: { tab: Owner; job: () => Promise<void>; done: (end: Promise<void>) => void }[] = [];
  #holder: Owner | null = null;

  constructor(private readonly steps: Steps) {}

  hold(tab: Owner, job: () => Promise<void>): Promise<void> {
    return new Promise((done) => {
      this.#line.push({ tab, job, done });
      this.steps.soon(tab, () => this.#next());
    });
  }

  gone(tab: Owner): void {
    // Also where the one that died was only about to get its turn.
    if (this.#holder === tab || this.#holder === null) this.#free();
  }

  #next(): void {
    if (this.#holder) return;
    let first = this.#line.shift();
    while (first && !first.tab.alive) first = this.#line.shift();
    if (!first) return;
    const { tab, job, done } = first;
    this.#holder = tab;
    const end = job().finally(() => {
      if (this.#holder === tab) this.#free();
    });
    done(end);
  }

  #free(): void {
    this.#holder = null;
    const next = this.#line.find(({ tab }) => tab.alive);
    if (next) this.steps.soon(next.tab, () => this.#next());
  }
}
