import type { Id } from '@shared/words/id';
import type { Catalogue } from '../../web/src/app/device/catalogue';
import type { CatalogueStore, Standing, StandingChange } from '../../web/src/app/device/catalogue-store';
import { MemoryCatalogueStore } from '../../web/src/app/device/memory-catalogue-store';
import { SyncEngine } from '../../web/src/app/device/sync-engine';
import type { SyncAnswer } from '../../web/src/app/device/sync-parts';
import { type Random, randomOf } from '../support/random';
import { lasting, type Owner, Steps } from './steps';
import { SyncServer, siteId } from './sync-server';

const groups: readonly Id[] = [
  '0190a000-0000-7000-8000-000000000001',
  '0190a000-0000-7000-8000-000000000002',
];

/** One page of the app on the device. */
interface Tab extends Owner {
  readonly engine: SyncEngine;
}

/** A device whose disk, tabs, locks and wires fail between any two steps; a server that changes meanwhile. */
class World {
  readonly random: Random;
  readonly steps: Steps;
  readonly servers: ReadonlyMap<Id, SyncServer>;
  readonly disk = new MemoryCatalogueStore();
  readonly wrong: string[] = [];
  tabs: Tab[] = [];
  groupId: Id | null = groups[0] as Id;
  troubled = true;
  /** Items that were there from the beginning, and stay whatever happens. */
  readonly #atFirst = new Map<Id, readonly Id[]>();
  readonly #hasLocks: boolean;
  readonly #queue: { owner: Owner; go: () => void }[] = [];
  #holder: Owner | null = null;

  constructor(seed: number) {
    this.random = randomOf(seed);
    this.steps = new Steps(this.random);
    this.servers = new Map(groups.map((id) => [id, new SyncServer(id, this.random)]));
    this.#hasLocks = this.random.chance(70);
  }

  openTab(): void {
    const tab: Tab = { alive: true, engine: this.#engine(() => tab) };
    this.tabs.push(tab);
    void tab.engine.signedInTo(this.groupId).then(() => tab.alive && void tab.engine.wake());
  }

  kill(tab: Tab): void {
    tab.alive = false;
    tab.engine.stop();
    this.tabs = this.tabs.filter((one) => one !== tab);
    // Web Locks let go of what a dead page held or waited for.
    for (const one of this.#queue.filter(({ owner }) => owner === tab))
      this.#queue.splice(this.#queue.indexOf(one), 1);
    if (this.#holder === tab) this.#passOn();
  }

  signIn(groupId: Id | null): void {
    this.groupId = groupId;
    for (const tab of this.tabs)
      void tab.engine.signedInTo(groupId).then(() => tab.alive && void tab.engine.wake());
  }

  /** Reads what a page would show beside all that goes on: it may not be there yet, and must never be half of it. */
  lookAt(tab: Tab): void {
    void tab.engine.catalogue().then(
      (catalogue) => {
        const all = catalogue && this.#atFirst.get(catalogue.group?.id ?? '');
        if (tab.alive && catalogue && !all?.every((id) => catalogue.items.has(id)))
          this.wrong.push('a tab showed half a catalogue');
      },
      () => undefined,
    );
  }

  begin(): void {
    for (const [id, server] of this.servers) {
      for (let n = this.random.between(0, 15); n > 0; n--) server.change();
      server.copy();
      this.#atFirst.set(id, [...server.rows.keys()]);
    }
    this.openTab();
  }

  #engine(tab: () => Tab): SyncEngine {
    return new SyncEngine({
      store: this.#storeFor(tab),
      ask: (groupId, since) => this.#ask(tab(), groupId, since),
      now: () => new Date(Date.UTC(2026, 10, 22) + this.steps.now),
      after: (ms, job) => this.steps.after(ms, tab(), job),
      exclusively: (job) => (this.#hasLocks ? this.#hold(tab(), job) : job()),
      random: () => this.random.between(0, 999) / 1000,
      journalAtMost: { pages: 6, grown: 4_000 },
      tell: () => {
        for (const other of this.tabs)
          if (other !== tab()) this.steps.soon(other, () => void other.engine.heard());
      },
    });
  }

  /** Every call takes a step before and after, and may fail; a dead tab never hears. */
  #storeFor(tab: () => Tab): CatalogueStore {
    const step = <T>(job: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        this.steps.soon(tab(), () => {
          if (this.troubled && this.random.chance(2)) return reject(new Error('The disk fails.'));
          void job().then((value) => this.steps.soon(tab(), () => resolve(value)));
        });
      });
    return {
      standing: () => step(() => this.disk.standing()),
      pages: (journal, first) => step(() => this.disk.pages(journal, first)),
      change: (turn: number | null, next: Standing | null, change?: StandingChange) =>
        step(() => this.disk.change(turn, next, change)),
    };
  }

  #ask(tab: Tab, groupId: Id, since: string | null): Promise<SyncAnswer> {
    return new Promise((resolve) => {
      const answer = (what: SyncAnswer) => this.steps.soon(tab, () => resolve(what));
      this.steps.after(this.random.between(1, 400), lasting, () => {
        if (groupId !== this.groupId) return answer({ kind: 'signed_out' });
        if (this.troubled && this.random.chance(15)) return answer({ kind: 'later', afterMs: null });
        if (this.troubled && this.random.chance(5)) return answer({ kind: 'later', afterMs: 4_000 });
        const text = JSON.stringify(this.servers.get(groupId)?.reply(since));
        this.steps.after(this.random.between(1, 900), lasting, () => {
          if (this.troubled && this.random.chance(10)) return answer({ kind: 'later', afterMs: null });
          return answer({ kind: 'page', reply: JSON.parse(text), text });
        });
      });
    });
  }

  #hold(tab: Tab, job: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        this.#holder = tab;
        void job()
          .then(resolve, reject)
          .finally(() => {
            if (this.#holder === tab && tab.alive) this.#passOn();
          });
      };
      if (this.#holder === null) go();
      else this.#queue.push({ owner: tab, go });
    });
  }

  #passOn(): void {
    this.#holder = null;
    this.#queue.shift()?.go();
  }
}

/** Lives one universe; answers what broke a promise, or null. */
export async function runSyncUniverse(seed: number): Promise<string | null> {
  const world = new World(seed);
  const { random, steps } = world;
  const server = () => world.servers.get(world.groupId ?? '');
  world.begin();
  for (let deed = random.between(10, 40); deed > 0; deed--) {
    for (let n = random.between(0, 25); n > 0; n--) await steps.take(steps.now + 40_000);
    deeds(world);
    for (const tab of world.tabs) world.lookAt(tab);
  }
  world.troubled = false;
  if (world.groupId === null) world.signIn(groups[0] as Id);
  if (world.tabs.length === 0) world.openTab();
  server()?.change();
  const until = steps.now + 900_000;
  while (steps.now < until && (await steps.take(until)));
  for (const tab of world.tabs) {
    const reading = tab.engine.catalogue();
    for (let n = 0; n < 50; n++) await steps.take(steps.now + 1);
    const told = toldOf(await Promise.race([reading, never()]));
    const wanted = server()?.told() ?? [];
    if (told.join('\n') !== wanted.join('\n'))
      world.wrong.push(`a tab knows ${told.length} items otherwise than the server's ${wanted.length}`);
  }
  return world.wrong[0] ?? null;
}

const never = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), 2_000).unref());

function deeds(world: World): void {
  const { random } = world;
  const server = world.servers.get(world.groupId ?? '');
  const tab = world.tabs.length > 0 ? random.oneOf(world.tabs) : null;
  const deed = random.between(1, 100);
  if (deed <= 45) for (let n = random.between(1, 6); n > 0; n--) server?.change();
  else if (deed <= 60) void tab?.engine.hurry();
  else if (deed <= 70) world.openTab();
  else if (deed <= 82) {
    if (tab) world.kill(tab);
  } else if (deed <= 86) server?.copy();
  else if (deed <= 90) server?.restore();
  else if (deed <= 95) world.signIn(random.oneOf([...groups, null]));
  else tab?.engine.hears(random.chance(50));
}

function toldOf(catalogue: Catalogue | null): string[] {
  if (!catalogue) return ['nothing'];
  return [...catalogue.items.values()]
    .map((item) => `${JSON.stringify(item)} ${catalogue.levelAt(siteId, item[0])?.[1] ?? 'unknown'}`)
    .sort();
}
