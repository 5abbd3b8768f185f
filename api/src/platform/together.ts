export interface TogetherSettings<Job, Result> {
  /** Does jobs of one kind together. Settles each by itself; answers in the order given. */
  readonly work: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>;
  /** Jobs that are done together. */
  readonly most: number;
  /** Rounds of one kind at the same time. */
  readonly rounds: number;
  /** Milliseconds after which a round that still runs holds up the next one no longer. */
  readonly patienceMs: number;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

interface Kind<Job, Result> {
  readonly waiting: Waiting<Job, Result>[];
  /** Rounds at work, and those of them that are not late. */
  atWork: number;
  inTime: number;
  isDue: boolean;
}

/**
 * Does jobs together that arrive while others of their kind are at work. A job that finds nothing at work begins at once,
 * with those that arrived in the same turn of the event loop; when a round ends, all that arrived meanwhile make the next
 * one, first come first served: it is under way before the first is answered. A round that takes long (it waits for a lock)
 * is joined by further ones, up to a bound. How many may wait is for the caller to bound.
 */
export class Together<Job, Result> {
  private readonly kinds = new Map<string, Kind<Job, Result>>();

  constructor(private readonly settings: TogetherSettings<Job, Result>) {}

  do(kindName: string, job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      let kind = this.kinds.get(kindName);
      if (!kind) {
        kind = { waiting: [], atWork: 0, inTime: 0, isDue: false };
        this.kinds.set(kindName, kind);
      }
      kind.waiting.push({ job, resolve, reject });
      this.next(kindName, kind);
    });
  }

  private next(name: string, kind: Kind<Job, Result>): void {
    if (kind.waiting.length === 0 && kind.atWork === 0) this.kinds.delete(name);
    if (!this.isNextDue(kind)) return;
    kind.isDue = true;
    setImmediate(() => {
      kind.isDue = false;
      void this.round(name, kind);
    });
  }

  private isNextDue({ isDue, waiting, inTime, atWork }: Kind<Job, Result>): boolean {
    return !isDue && waiting.length > 0 && inTime === 0 && atWork < this.settings.rounds;
  }

  private async round(name: string, kind: Kind<Job, Result>): Promise<void> {
    const jobs = kind.waiting.splice(0, this.settings.most);
    kind.atWork++;
    kind.inTime++;
    let isInTime = true;
    const late = setTimeout(() => {
      isInTime = false;
      kind.inTime--;
      this.next(name, kind);
    }, this.settings.patienceMs);
    const done = await this.settings.work(jobs.map(({ job }) => job)).then(
      (results) => (n: number) => results[n],
      (reason: unknown) => () => ({ status: 'rejected', reason }) as const,
    );
    clearTimeout(late);
    kind.atWork--;
    if (isInTime) kind.inTime--;
    // What waits is under way before these are answered: writing the answers takes as long as the next round's work.
    if (this.isNextDue(kind)) {
      void this.round(name, kind);
      await new Promise(setImmediate);
    } else this.next(name, kind);
    jobs.forEach(({ resolve, reject }, n) => {
      const result = done(n);
      if (result?.status === 'fulfilled') resolve(result.value);
      else reject(result?.reason);
    });
  }
}
