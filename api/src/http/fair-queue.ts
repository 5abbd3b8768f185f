import { Problem } from '@shared/words/problem';

interface Waiting {
  readonly since: number;
  readonly begin: () => void;
  readonly refuse: (problem: Problem) => void;
}

export interface FairQueueSettings {
  /** Jobs that run at the same time. */
  readonly atWork: number;
  /** Jobs that wait, over all; more are refused. */
  readonly waiting: number;
  /** Milliseconds after which a job that waited is refused: whoever sent it has given up. */
  readonly patienceMs: number;
  readonly now: () => number;
  /** 0 up to 1: spreads the retries. */
  readonly random: () => number;
}

/**
 * Runs a bounded number of jobs at once and lets a bounded number wait. Whoever has several jobs waiting gets one turn when
 * everybody else had one: one device cannot starve the others.
 */
export class FairQueue {
  /** Jobs in waiting by whose they are. A map keeps the order of turns: who had one goes to the end. */
  private readonly turns = new Map<string, Waiting[]>();
  private working = 0;
  private count = 0;

  constructor(private readonly settings: FairQueueSettings) {}

  /** @throws Problem `too_many` with the seconds after which to come back, when too many wait or one waited too long. */
  async run<T>(whose: string, job: () => Promise<T>): Promise<T> {
    if (this.working < this.settings.atWork && this.count === 0) this.working++;
    else await this.turn(whose);
    try {
      return await job();
    } finally {
      this.working--;
      this.next();
    }
  }

  /** The "come back later" of a server under load: 1 to 5 seconds, not the same for everybody. */
  refusal(): Problem {
    return new Problem('too_many', undefined, undefined, 1 + Math.floor(this.settings.random() * 5));
  }

  private turn(whose: string): Promise<void> {
    if (this.count >= this.settings.waiting) throw this.refusal();
    return new Promise((resolve, reject) => {
      const jobs = this.turns.get(whose) ?? [];
      jobs.push({ since: this.settings.now(), begin: resolve, refuse: reject });
      this.turns.set(whose, jobs);
      this.count++;
      this.next();
    });
  }

  private next(): void {
    while (this.working < this.settings.atWork) {
      const [whose, jobs] = this.turns.entries().next().value ?? [];
      if (whose === undefined || jobs === undefined) return;
      this.turns.delete(whose);
      const job = jobs.shift();
      if (jobs.length > 0) this.turns.set(whose, jobs);
      if (job === undefined) continue;
      this.count--;
      if (this.settings.now() - job.since > this.settings.patienceMs) job.refuse(this.refusal());
      else {
        this.working++;
        job.begin();
      }
    }
  }
}
