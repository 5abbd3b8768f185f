/** Something that moved goods at a site, or a count of what was there. Instants in milliseconds, no two the same. */
type Event = { readonly at: number } & ({ readonly change: number } | { readonly counted: number });

/** The whole rule of counts, told forwards: what is there is what was counted last, and what moved since and was not undone. */
export class CountedModel {
  readonly #events = new Map<string, Event>();
  /** Counts that came before what says to be older, by that. */
  readonly #before = new Map<string, number>();
  readonly #undone = new Set<string>();

  moved(id: string, at: number, change: number): void {
    this.#events.set(id, { at, change });
  }

  counted(id: string, at: number, counted: number): void {
    this.#events.set(id, { at, counted });
  }

  /** Somebody says that the count of that instant came before it, for as long as there is such a count. */
  cameAfter(id: string, countedAt: number): void {
    this.#before.set(id, countedAt);
  }

  undo(id: string): void {
    this.#events.delete(id);
    this.#undone.add(id);
  }

  /** Whether it is a count that came, as somebody said, before something that was undone since. */
  cameBeforeUndone(id: string): boolean {
    const count = this.#events.get(id);
    return [...this.#before].some(([late, at]) => at === count?.at && this.#undone.has(late));
  }

  level(): number {
    const counts = new Set([...this.#events.values()].flatMap((one) => ('counted' in one ? [one.at] : [])));
    const timed = [...this.#events].map(([id, event]) => {
      const before = this.#before.get(id) ?? 0;
      return { ...event, at: counts.has(before) ? before + 1 : event.at };
    });
    let level = 0;
    for (const event of timed.sort((a, b) => a.at - b.at))
      level = 'counted' in event ? event.counted : level + event.change;
    return level;
  }
}
