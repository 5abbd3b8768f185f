import type { Random } from '../support/random';

/** Whose a step is. What dies with a crash never takes its remaining steps. */
export interface Owner {
  alive: boolean;
}

interface Step {
  readonly owner: Owner;
  /** Milliseconds of the universe. */
  readonly due: number;
  readonly job: () => void;
}

/** What never crashes: wires, and the person. */
export const lasting: Owner = { alive: true };

/**
 * The order of everything in a universe. Nothing happens but one step at a time, drawn from those that could be next; time
 * passes only when none can. Between two steps all promises run dry, so the seed alone decides.
 */
export class Steps {
  #waiting: Step[] = [];
  #now = 0;
  #taken = 0;

  constructor(private readonly random: Random) {}

  /** Milliseconds since the universe began. */
  get now(): number {
    return this.#now;
  }

  get taken(): number {
    return this.#taken;
  }

  soon(owner: Owner, job: () => void): void {
    this.#waiting.push({ owner, due: this.#now, job });
  }

  /** The returned call takes the step back. */
  after(ms: number, owner: Owner, job: () => void): () => void {
    const step = { owner, due: this.#now + ms, job };
    this.#waiting.push(step);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== step);
    };
  }

  /** Takes one step; false when nothing is left to do, or nothing before `until`. */
  async take(until = Infinity): Promise<boolean> {
    this.#waiting = this.#waiting.filter((step) => step.owner.alive);
    let ready = this.#ready();
    if (ready.length === 0) {
      const next = this.#waiting.reduce((least, step) => Math.min(least, step.due), Infinity);
      if (next === Infinity || next > until) return false;
      this.#now = next;
      ready = this.#ready();
    }
    const step = this.random.oneOf(ready);
    this.#waiting.splice(this.#waiting.indexOf(step), 1);
    this.#taken += 1;
    step.job();
    await promisesRunDry();
    return true;
  }

  #ready(): Step[] {
    return this.#waiting.filter((step) => step.due <= this.#now);
  }
}

/** All promises are settled before Node's next turn. */
const promisesRunDry = () => new Promise<void>((done) => setImmediate(done));
