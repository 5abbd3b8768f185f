import type { SyncItem, SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Random } from '../support/random';

interface Kept {
  readonly item: SyncItem;
  readonly level: number;
  /** The number of the change that made it so. */
  readonly changedIn: number;
}

interface Cursor {
  readonly life: number;
  /** What the device saw: null in a load from the beginning. */
  readonly since: number | null;
  readonly until: number;
  /** The last item given, in the middle of a load. */
  readonly after: Id | null;
}

const rowsAtMost = 4;
export const siteId = '0190a000-0000-7000-8000-00000000beef';

/** A group's goods on a server that answers syncs page by page, as the contract says, and may come back from an old copy. */
export class SyncServer {
  rows = new Map<Id, Kept>();
  #changes = 0;
  #life = 1;
  #copy: { rows: Map<Id, Kept>; changes: number } | null = null;
  #made = 0;

  constructor(
    readonly groupId: Id,
    private readonly random: Random,
  ) {}

  /** Somebody makes an item, renames one, or moves goods. */
  change(): void {
    const ids = [...this.rows.keys()];
    const id = ids.length < 3 || this.random.chance(25) ? this.#newId() : this.random.oneOf(ids);
    const before = this.rows.get(id);
    const changedIn = ++this.#changes;
    const name = this.random.chance(60) && before ? before.item[1] : `Item ${changedIn}`;
    const codes: [string, number][] = this.random.chance(50) ? [[`code ${id}`, 1 + (changedIn % 12)]] : [];
    const item: SyncItem = [id, name, 'each', null, null, null, `CS-${id}`, codes, null, 0];
    this.rows.set(id, { item, level: this.random.between(-3, 40), changedIn });
  }

  copy(): void {
    this.#copy = { rows: new Map(this.rows), changes: this.#changes };
  }

  /** The database comes back from the copy: what devices heard since then never happened. */
  restore(): void {
    if (!this.#copy) return;
    this.rows = new Map(this.#copy.rows);
    this.#changes = this.#copy.changes;
    this.#life += 1;
  }

  reply(since: string | null): SyncReply {
    const given = since === null ? null : (JSON.parse(since) as Cursor);
    const known = given?.life === this.#life ? given : null;
    const load =
      known && known.after !== null
        ? known
        : { life: this.#life, since: known?.until ?? null, until: this.#changes, after: null };
    const wanted = [...this.rows.values()]
      .filter(({ changedIn, item }) => changedIn > (load.since ?? 0) && item[0] > (load.after ?? ''))
      .sort((a, b) => (a.item[0] < b.item[0] ? -1 : 1));
    const page = wanted.slice(0, rowsAtMost);
    const more = wanted.length > page.length;
    const cursor: Cursor = { ...load, after: more ? (page.at(-1)?.item[0] ?? null) : null };
    return {
      now: '2026-11-22T10:00:00.000Z',
      reset: known === null,
      more,
      cursor: JSON.stringify(cursor),
      ...(load.since === null && load.after === null
        ? { group: { id: this.groupId, name: 'Eastside', timeZone: 'UTC', preset: 'us' as const } }
        : {}),
      ...(page.length > 0
        ? {
            items: page.map(({ item }) => item),
            siteNumbers: [siteId],
            levels: page.map(({ item, level }) => [item[0], [[0, level]]]),
          }
        : {}),
    };
  }

  /** What a device should know of it, in words that can be compared. */
  told(): string[] {
    return [...this.rows.values()].map(({ item, level }) => `${JSON.stringify(item)} ${level}`).sort();
  }

  #newId(): Id {
    this.#made += 1;
    // Not rising: ids made offline arrive late.
    const mixed = (this.#made * 7_919) % 100_000;
    return `0190a000-0000-7000-8000-${String(mixed).padStart(12, '0')}`;
  }
}
