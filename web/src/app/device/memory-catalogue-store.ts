import type { CatalogueStore, Standing, StandingChange } from './catalogue-store';

/** A catalogue kept as long as the page lives: where a browser gives no database, and in simulations. */
export class MemoryCatalogueStore implements CatalogueStore {
  #standing: Standing | null = null;
  readonly #journals = new Map<number, string[]>();

  async standing(): Promise<Standing | null> {
    return this.#standing;
  }

  async change(turn: number | null, next: Standing | null, change: StandingChange = {}): Promise<boolean> {
    if ((this.#standing?.turn ?? null) !== turn) return false;
    for (const journal of change.drop ?? []) this.#journals.delete(journal);
    if (next === null) this.#journals.clear();
    this.#standing = next;
    if (change.put) {
      const { journal, page, text } = change.put;
      const pages = this.#journals.get(journal) ?? [];
      pages[page] = text;
      this.#journals.set(journal, pages);
    }
    return true;
  }

  async pages(journal: number, first: number): Promise<string[]> {
    return (this.#journals.get(journal) ?? []).slice(first);
  }
}
