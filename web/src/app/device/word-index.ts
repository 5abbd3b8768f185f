import type { Id } from '@shared/words/id';
import { searchFit, wordFit } from '@shared/words/match-words';
import { plainWords } from '@shared/words/plain-words';

const wordsAtMost = 8;

/** A word of names, or two that follow each other, with the items that have it. */
interface Entry {
  readonly word: string;
  /** A bit for each Latin letter or digit in it; the rest share one. */
  readonly letters: number;
  readonly items: number[];
}

/**
 * Finds items by words, forgiving what {@link wordFit} forgives, in a few milliseconds: each different word is judged once, and only
 * those that have the letters for it.
 */
export class WordIndex {
  readonly #ids: Id[] = [];
  readonly #names: string[] = [];
  readonly #named: string[][] = [];
  readonly #entries = new Map<string, Entry>();

  add(id: Id, name: string, text: string): void {
    const at = this.#ids.push(id) - 1;
    const words = plainWords(text);
    this.#names.push(name);
    this.#named.push(words);
    words.forEach((word, n) => {
      this.#enter(word, at);
      // "peanutbutter" for "peanut butter"; nobody writes numbers together.
      const next = words[n + 1];
      if (next !== undefined && /^\p{L}+$/u.test(word + next)) this.#enter(word + next, at);
    });
  }

  /** Ids of the items that have every word of the search, or one that was meant: best fit first, then by name. */
  search(text: string): Id[] {
    const words = plainWords(text).slice(0, wordsAtMost);
    if (words.length === 0) return [];
    const [first = new Set<number>(), ...others] = words.map((word) => this.#having(word));
    return [...first]
      .filter((at) => others.every((having) => having.has(at)))
      .map((at) => ({ at, fit: searchFit(words, this.#named[at] ?? []), name: this.#names[at] ?? '' }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.at - b.at))
      .map(({ at }) => this.#ids[at] as Id);
  }

  #enter(word: string, at: number): void {
    const entry = this.#entries.get(word);
    if (!entry) this.#entries.set(word, { word, letters: lettersOf(word), items: [at] });
    else if (entry.items.at(-1) !== at) entry.items.push(at);
  }

  #having(word: string): Set<number> {
    const letters = lettersOf(word);
    // Every letter that is not there costs a slip, and two slips are forgiven at most.
    const slips = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
    const having = new Set<number>();
    for (const entry of this.#entries.values())
      if (bits(letters & ~entry.letters) <= slips && wordFit(word, entry.word) > 0)
        for (const at of entry.items) having.add(at);
    return having;
  }
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let n = 0; n < word.length; n++) {
    const code = word.charCodeAt(n);
    const bit =
      code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? 26 + ((code - 48) % 5) : 31;
    letters |= 1 << bit;
  }
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
