/** One leg of goods that moved: null is outside. */
export interface Leg {
  readonly from: string | null;
  readonly to: string | null;
  readonly item: string;
  /** Lot code; null for no lot. */
  readonly lot: string | null;
  readonly quantity: number;
}

/** The whole rule of the ledger, for comparing with what PostgreSQL keeps: what came in minus what went out. */
export class LedgerModel {
  private readonly levels = new Map<string, number>();

  add({ from, to, item, lot, quantity }: Leg): void {
    for (const [site, change] of [
      [from, -quantity],
      [to, quantity],
    ] as const) {
      const key = `${site ?? ''} ${item} ${lot ?? ''}`;
      if (site !== null) this.levels.set(key, (this.levels.get(key) ?? 0) + change);
    }
  }

  /** "site item lot level" of everything that is not 0, sorted. */
  lines(): string[] {
    return [...this.levels]
      .filter(([, level]) => level !== 0)
      .map(([key, level]) => `${key} ${level}`)
      .sort();
  }
}
