/** A visit as the model needs it. Instants in milliseconds. */
export interface ModelVisit {
  readonly id: string;
  readonly at: number;
  /** Whether it left the fridge empty. */
  readonly isEmpty: boolean;
  readonly counted: ReadonlyMap<string, number>;
  /** Items seen roughly: nothing follows from that. */
  readonly rough: ReadonlySet<string>;
  readonly noneOf: ReadonlySet<string>;
  readonly thrownOut: readonly { item: string; quantity: number }[];
  readonly putIn: readonly { item: string; quantity: number }[];
}

/** A scan at the fridge outside of visits: what came in is above 0. */
export interface ModelScan {
  readonly at: number;
  readonly item: string;
  readonly change: number;
}

/** Somebody counted an item there (`POST /counts`), at an instant at which nothing else happens. */
export interface ModelCount {
  readonly at: number;
  readonly item: string;
  readonly counted: number;
}

/**
 * The whole rule of fridges, told forwards: goods come and go, and where a visit says what is there, neighbours took or
 * brought the difference.
 */
export class FridgeModel {
  private readonly visits = new Map<string, ModelVisit>();
  private readonly scans = new Map<string, ModelScan>();
  private readonly counts: ModelCount[] = [];

  constructor(private readonly categoryOf: ReadonlyMap<string, string>) {}

  visit(visit: ModelVisit): void {
    this.visits.set(visit.id, visit);
  }

  scan(id: string, scan: ModelScan): void {
    this.scans.set(id, scan);
  }

  count(count: ModelCount): void {
    this.counts.push(count);
  }

  undo(id: string): void {
    this.visits.delete(id);
    this.scans.delete(id);
  }

  /** What is there at the end, and "visit taken" for every visit at which something was taken or (below 0) brought. */
  of(item: string): { level: number; taken: string[] } {
    const steps = [
      ...[...this.scans.values()]
        .filter((scan) => scan.item === item)
        .map((scan) => ({ at: scan.at, id: '', scan })),
      ...this.counts.filter((count) => count.item === item).map((count) => ({ at: count.at, id: '', count })),
      ...[...this.visits.values()].map((visit) => ({ at: visit.at, id: visit.id, visit })),
    ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const sum = (lines: ModelVisit['putIn']) =>
      lines.filter((line) => line.item === item).reduce((all, line) => all + line.quantity, 0);
    const taken: string[] = [];
    let level = 0;
    for (const step of steps) {
      if ('scan' in step) level += step.scan.change;
      else if ('count' in step) level = step.count.counted;
      else {
        level -= sum(step.visit.thrownOut);
        const left = this.said(step.visit, item);
        if (left !== null) {
          if (level !== left) taken.push(`${step.visit.id} ${level - left}`);
          level = left;
        }
        level += sum(step.visit.putIn);
      }
    }
    return { level, taken: taken.sort() };
  }

  /** How many a visit says are left; null where it does not say. */
  private said(visit: ModelVisit, item: string): number | null {
    const counted = visit.counted.get(item);
    if (counted !== undefined) return counted;
    if (visit.rough.has(item)) return null;
    const isEmpty = visit.isEmpty && visit.putIn.length === 0;
    return isEmpty || visit.noneOf.has(this.categoryOf.get(item) ?? '') ? 0 : null;
  }
}
