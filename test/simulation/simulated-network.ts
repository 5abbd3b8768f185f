import { Problem } from '@shared/words/problem';
import { Unreachable } from '../../web/src/app/api-client/unreachable';
import type { Random } from '../support/random';
import type { Judge } from './judge';
import type { Id } from '@shared/words/id';
import type { Cookie, ModelServer } from './model-server';
import { lasting, type Owner, type Steps } from './steps';

const minuteMs = 60_000;

/** How a device is connected. */
export interface Line {
  /** Percent of requests that something happens to. */
  trouble: number;
  online: boolean;
}

/** One request, and who hears what time it was at the server when it answered, in the universe's milliseconds. */
export interface Call {
  readonly path: string;
  readonly body: object;
  /** The group that it is meant for; null where that does not matter. */
  readonly groupId: Id | null;
  readonly told: (serverMs: number) => void;
}

/**
 * Wires between a device and the server: a request may be lost, late, doubled, late and doubled; its answer may be lost or late.
 * Whoever asked hears of it, or gives up, exactly once.
 */
export class SimulatedNetwork {
  constructor(
    private readonly steps: Steps,
    private readonly random: Random,
    private readonly judge: Judge,
    private readonly server: ModelServer,
  ) {}

  /** @throws Problem, Unreachable. Never settles for a tab that died. */
  ask(tab: Owner, line: Line, cookie: Cookie, call: Call): Promise<unknown> {
    const { starts } = this.server;
    return new Promise((resolve, reject) => {
      let open = true;
      const end = (job: () => void) => {
        if (!open) return;
        open = false;
        job();
      };
      const giveUp = (ms: number) =>
        this.steps.after(ms, tab, () => end(() => reject(new Unreachable('no answer'))));
      if (!line.online) {
        giveUp(this.random.between(1, 50));
        return;
      }
      const trouble = this.random.chance(line.trouble) ? this.random.between(1, 5) : 0;
      const lost = trouble === 1;
      const late = trouble === 2;
      const doubled = trouble === 3 || (late && this.random.chance(50));
      const answerLost = trouble === 4;
      const patience = trouble === 0 || trouble === 3 ? 2 * minuteMs : this.random.between(50, minuteMs);
      giveUp(patience);
      if (lost) return;
      const arrive = () => {
        const answer = this.#arrive(cookie, call);
        const told = this.steps.now;
        const back = this.random.between(1, late ? minuteMs : 300);
        if (answerLost) return;
        this.steps.after(back, tab, () => {
          if (!line.online || starts !== this.server.starts) return;
          end(() => {
            if (!answer.isGone) call.told(told);
            answer.tell(resolve, reject);
          });
        });
      };
      this.steps.after(this.random.between(1, late ? 2 * minuteMs : 300), lasting, arrive);
      if (doubled)
        this.steps.after(this.random.between(1, 10 * minuteMs), lasting, () => this.#arrive(cookie, call));
    });
  }

  /** Lets the server act on a request as it was when it was sent. */
  #arrive(cookie: Cookie, { path, body, groupId }: Call): Arrived {
    try {
      const reply = this.server.answer(path, body, cookie, this.steps.now, groupId);
      this.judge.tell(() => `${this.steps.now} server: ${path} ${told(body)} -> ${JSON.stringify(reply)}`);
      return { isGone: false, tell: (resolve) => resolve(reply) };
    } catch (error) {
      if (!(error instanceof Problem || error instanceof Unreachable)) throw error;
      this.judge.tell(() => `${this.steps.now} server: ${path} ${told(body)} -> ${error.code}`);
      return { isGone: error instanceof Unreachable, tell: (_resolve, reject) => reject(error) };
    }
  }
}

interface Arrived {
  /** No answer of the server's: a gateway speaks for it, or nobody. */
  readonly isGone: boolean;
  readonly tell: (resolve: (reply: unknown) => void, reject: (error: Error) => void) => void;
}

function told(body: object): string {
  const lines =
    'movements' in body ? (body.movements as readonly { id: string }[]) : [body as { id: string }];
  return lines.map((line) => line.id?.slice(-4)).join(' ');
}
