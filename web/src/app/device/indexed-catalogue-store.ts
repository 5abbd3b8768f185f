import { deviceDatabase } from '../outbox/device-database';
import type { CatalogueStore, Standing, StandingChange } from './catalogue-store';

const only = 'catalogue';

/** The catalogue in the device's database. */
export class IndexedCatalogueStore implements CatalogueStore {
  async standing(): Promise<Standing | null> {
    return ((await (await deviceDatabase()).get('standing', only)) as Standing | undefined) ?? null;
  }

  async change(turn: number | null, next: Standing | null, change: StandingChange = {}): Promise<boolean> {
    if (next === null) return this.#removeAll(turn);
    const transaction = (await deviceDatabase()).transaction(['standing', 'catalogue'], 'readwrite');
    const standings = transaction.objectStore('standing');
    const pages = transaction.objectStore('catalogue');
    const now = (await standings.get(only)) as Standing | undefined;
    if ((now?.turn ?? null) !== turn) return false;
    const { put, drop = [] } = change;
    const writes: Promise<unknown>[] = drop.map((journal) =>
      pages.delete(IDBKeyRange.bound([journal, 0], [journal, Number.MAX_SAFE_INTEGER])),
    );
    writes.push(standings.put(next, only));
    if (put) writes.push(pages.put(put.text, [put.journal, put.page]));
    await Promise.all([...writes, transaction.done]);
    return true;
  }

  /** The catalogue, and what the rooms remember of it. What waits for the server is none of it. */
  async #removeAll(turn: number | null): Promise<boolean> {
    const stores = ['standing', 'catalogue', 'codes', 'uses', 'marks'] as const;
    const transaction = (await deviceDatabase()).transaction(stores, 'readwrite');
    const standings = transaction.objectStore('standing');
    if ((((await standings.get(only)) as Standing | undefined)?.turn ?? null) !== turn) return false;
    await Promise.all([
      standings.delete(only),
      transaction.objectStore('catalogue').clear(),
      transaction.objectStore('codes').clear(),
      transaction.objectStore('uses').clear(),
      transaction.objectStore('marks').delete(IDBKeyRange.bound('gaps ', 'gaps \uffff')),
      transaction.done,
    ]);
    return true;
  }

  async pages(journal: number, first: number): Promise<string[]> {
    const range = IDBKeyRange.bound([journal, first], [journal, Number.MAX_SAFE_INTEGER]);
    return (await deviceDatabase()).getAll('catalogue', range);
  }
}
