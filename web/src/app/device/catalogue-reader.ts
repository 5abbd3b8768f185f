import type { SyncReply } from '@shared/sync/sync.contract';
import { Catalogue } from './catalogue';
import type { CatalogueStore } from './catalogue-store';

/** Keeps a catalogue in memory as far as the store holds it: read once, then only what was added. */
export class CatalogueReader {
  #catalogue: Catalogue | null = null;
  #journal: number | null = null;
  #pages = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: CatalogueStore) {}

  /** The catalogue as the store holds it now; null while no first load came through. The same object grows from call to call. */
  read(): Promise<Catalogue | null> {
    const turn = this.#turn.then(() => this.#read());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<Catalogue | null> {
    const standing = await this.store.standing();
    const shown = standing?.shown ?? null;
    if (standing === null || shown === null) return this.#forget();
    const { from } = standing;
    if (shown !== this.#journal && from && from.journal === this.#journal && from.pages === this.#pages) {
      // Another tab wrote together what is known here already.
      [this.#journal, this.#pages] = [shown, 1];
    }
    if (shown !== this.#journal) this.#forget();
    const texts = await this.store.pages(shown, this.#pages);
    const catalogue = this.#catalogue ?? new Catalogue();
    for (const text of texts) catalogue.apply(JSON.parse(text) as SyncReply);
    // Gone while we read, or not all of it there: what is read next tells.
    if (this.#catalogue === null && texts.length === 0) return this.#forget();
    this.#catalogue = catalogue;
    this.#journal = shown;
    this.#pages += texts.length;
    return catalogue;
  }

  #forget(): null {
    this.#catalogue = null;
    this.#journal = null;
    this.#pages = 0;
    return null;
  }
}
