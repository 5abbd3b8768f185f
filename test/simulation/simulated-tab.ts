import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { ApiOutboxSender } from '../../web/src/app/outbox/api-outbox-sender';
import { OutboxEngine } from '../../web/src/app/outbox/outbox-engine';
import { idOf, type Refusal } from '../../web/src/app/outbox/outbox-entry';
import { type Moment, tookBetween } from '../../web/src/app/outbox/clock-reading';
import type { OutboxNews, OutboxParts, OutboxState } from '../../web/src/app/outbox/outbox-parts';
import type { Answer, OutboxSender } from '../../web/src/app/outbox/outbox-sender';
import type { PlantedBug } from './planted-bugs';
import type { SimulatedDevice } from './simulated-device';
import { ServerClock } from '../../web/src/app/outbox/server-clock';
import { startedAtMs } from './simulated-clock';
import type { Owner } from './steps';

/** As browsers do: a timer beyond this runs at once. */
const longestTimerMs = 2 ** 31 - 1;
const never = new AbortController().signal;

/** One page of the app: the real engine and the real sender on a simulated device. */
export class SimulatedTab implements Owner {
  alive = true;
  readonly engine: OutboxEngine;
  readonly clock: ServerClock;
  /** How often somebody had set the phone's clock when an answer last told this page the time. */
  clockSetWhenTold: number;
  readonly #keptErrorMs: number;
  /** Whom this page believes to be signed in, as the app's session does. */
  #groupId: Id | null = null;
  #state: OutboxState = 'idle';
  readonly #name: string;
  /** The server asked for a rest until then, and nobody pressed "send now". */
  #restUntil = 0;

  constructor(
    private readonly device: SimulatedDevice,
    plant: PlantedBug | null,
  ) {
    this.#name = device.world.newId();
    this.clockSetWhenTold = device.clockSetWhenKept;
    this.#keptErrorMs = device.keptErrorMs;
    this.clock = new ServerClock({
      moment: () => this.#moment(),
      kept: () => device.keptReading,
      keep: (kept) => {
        device.keptReading = kept;
        device.clockSetWhenKept = this.clockSetWhenTold;
        device.keptErrorMs = this.errorMs;
      },
    });
    const parts = this.#parts();
    this.engine = new OutboxEngine(plant ? plant(parts) : parts);
    this.engine.onView(({ state }) => this.#follow(state));
  }

  /** The page's session: who it is, or nobody. */
  signedInTo(groupId: Id | null): void {
    this.#groupId = groupId;
    this.#restUntil = 0;
    void this.engine.signedInTo(groupId).catch(() => undefined);
  }

  /** How wrong the page's idea of the time may be by what it was told. */
  get errorMs(): number {
    return this.clock.reading?.errorMs ?? this.#keptErrorMs;
  }

  /** The group that this page believes to be signed in; null for none. */
  get groupId(): Id | null {
    return this.#groupId;
  }

  /** The network came back, or somebody wants it sent now. */
  hurry(): void {
    this.#restUntil = 0;
    this.engine.hurry();
  }

  async release(): Promise<void> {
    this.#restUntil = 0;
    await this.engine.release().catch(() => undefined);
  }

  hear(news: OutboxNews): void {
    void this.engine.heard(news).catch(() => undefined);
  }

  #parts(): OutboxParts {
    const { device } = this;
    const { steps } = device.world;
    const { clock } = this;
    const ask = <Reply>(path: string, body: object = {}, _signal?: AbortSignal, groupId?: Id) =>
      this.#ask(path, body, groupId) as Promise<Reply>;
    // The network gives up by the universe's clock, so nothing does by the real one.
    const api = new ApiOutboxSender({ post: ask, put: ask }, () => never);
    return {
      store: device.store.openedBy(this),
      sender: this.#watched(api),
      now: () => new Date(device.wallMs),
      clock: {
        get reading() {
          return clock.reading;
        },
        moment: () => this.#moment(),
        stamp: () => clock.stamp(),
        ask: () => this.#askTime(),
      },
      mayConnect: () => !device.saysOffline,
      after: (ms, job) => steps.after(ms > longestTimerMs ? 1 : Math.max(1, ms), this, job),
      exclusively: device.hasLocks ? (job) => device.lock.hold(this, job) : (job) => job(),
      random: () => device.world.random.between(0, 999_999) / 1_000_000,
      tell: (news) => device.tellOthers(this, news),
    };
  }

  #moment(): Moment {
    const { device } = this;
    return { page: this.#name, wallMs: device.wallMs, steadyMs: device.steadyMs };
  }

  async #askTime(): Promise<boolean> {
    if (this.clock.isFresh) return true;
    return this.#ask('/health', {}).then(
      () => true,
      (error: unknown) => error instanceof Problem,
    );
  }

  #ask(path: string, body: object, meant?: Id): Promise<unknown> {
    const groupId = meant || null;
    const { device } = this;
    const asked = this.#moment();
    const told = (serverMs: number) => {
      const tookMs = tookBetween(asked, this.#moment());
      if (tookMs === null) return;
      // A header says whole seconds.
      const before = this.clock.reading;
      const setBefore = this.clockSetWhenTold;
      this.clockSetWhenTold = device.clockSet;
      this.clock.heard(Math.floor((startedAtMs + serverMs) / 1_000) * 1_000, tookMs);
      // Not believed over a better one: it may have told nothing of a clock that was set since.
      if (this.clock.reading === before) this.clockSetWhenTold = setBefore;
    };
    return device.world.network.ask(this, device.line, device.cookie, { path, body, groupId, told });
  }

  /** Looks at what leaves and what comes back. */
  #watched(inner: OutboxSender): OutboxSender {
    const { device } = this;
    const { judge, steps } = device.world;
    return {
      send: async (commands, groupId) => {
        const ids = commands.map((command) => idOf(command));
        judge.tell(() => `${steps.now} ${device.name}: sends ${ids.map((id) => id.slice(-4)).join(' ')}`);
        for (const command of commands) {
          const kept = device.store.entries.find((entry) => entry.id === idOf(command));
          if (kept && device.hasLocks && kept.state === 'waiting')
            judge.broken(`${kept.id} was sent without being marked as sent first`);
          if (kept && device.hasLocks && JSON.stringify(kept.command) !== JSON.stringify(command))
            judge.broken(`${kept.id} was sent with other content than the device keeps`);
        }
        if (device.saysOffline) judge.broken('a device sent while the person had said "I am offline"');
        if (steps.now < this.#restUntil) judge.broken('a device sent while the server had asked it to wait');
        if (device.hasLocks && device.sending.size > 0) judge.broken('two tabs of one device sent at once');
        device.sending.add(this);
        device.world.requests += 1;
        const answer = await inner.send(commands, groupId);
        device.sending.delete(this);
        this.#note(ids, answer);
        return answer;
      },
    };
  }

  #note(ids: readonly Id[], answer: Answer): void {
    const { store, world } = this.device;
    world.judge.tell(() => `${world.steps.now} ${this.device.name}: hears ${answer.kind}`);
    if (answer.kind === 'later' && answer.afterMs !== null)
      this.#restUntil = world.steps.now + answer.afterMs;
    const [only] = ids;
    if (answer.kind === 'unreadable' && ids.length === 1 && only !== undefined)
      this.#noteRefusal(only, answer.refusal);
    if (answer.kind !== 'answered') return;
    for (const { id, status, refusal } of answer.outcomes)
      if (status === 'refused') this.#noteRefusal(id, refusal);
      else store.mayLeave.add(id);
  }

  /** Of what was timed anew, "this id is taken" says that an earlier writing of it is there. */
  #noteRefusal(id: Id, refusal: Refusal | null): void {
    const { store } = this.device;
    const isOwnEarlier =
      refusal?.code === 'id_reused' && store.entries.some((entry) => entry.id === id && entry.retimed);
    (isOwnEarlier ? store.mayLeave : store.mayBeRefused).add(id);
  }

  /** What the app's shell does when the server no longer knows the session: ask who this is. */
  #follow(state: OutboxState): void {
    const before = this.#state;
    this.#state = state;
    if (state !== 'signed_out' || before === 'signed_out') return;
    void this.#ask('/me', {}).then(
      (me) => this.signedInTo((me as { groupId: Id }).groupId),
      (error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'not_signed_in') return;
        this.signedInTo(null);
        this.device.signInSoon(this);
      },
    );
  }
}
