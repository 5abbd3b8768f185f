import { aheadWhenStamped, corrected, type Moment, type Reading } from './clock-reading';
import { type KeptReading, ServerClock } from './server-clock';

const hour = 3_600_000;
const noon = Date.parse('2026-11-22T12:00:00Z');
const moment = (wallMs: number, steadyMs: number, page = 'a'): Moment => ({ page, wallMs, steadyMs });
/** The server said it is `serverMs` when the clocks showed these. */
const reading = (serverMs: number, at: Moment): Reading => ({ moment: at, serverMs, errorMs: 500 });
const at = (ms: number) => new Date(ms).toISOString();

describe('a time given by a wrong clock', () => {
  it('is put right by what an answer says later, in the page that gave it', () => {
    const made = moment(noon + 3 * hour, 1_000);
    const told = reading(noon + 60_000, moment(noon + 3 * hour + 60_000, 61_000));
    const right = corrected(at(made.wallMs), { moment: made, aheadMs: 0 }, told, told.moment);
    expect(right).toEqual({ occurredAt: at(noon), aheadMs: 3 * hour });
  });

  it('is put right though somebody put the clock back in between', () => {
    const made = moment(noon + 3 * hour, 1_000);
    const told = reading(noon + 60_000, moment(noon + 60_000, 61_000));
    expect(aheadWhenStamped({ moment: made, aheadMs: 0 }, told)).toBe(3 * hour);
  });

  it('stays as it is where the phone may have slept, or another page gave it', () => {
    const told = reading(noon, moment(noon + 3 * hour, 61_000));
    const slept = moment(noon - hour, 60_000);
    expect(aheadWhenStamped({ moment: slept, aheadMs: 0 }, told)).toBe(0);
    expect(aheadWhenStamped({ moment: moment(noon, 1, 'b'), aheadMs: 0 }, told)).toBe(0);
  });

  it('is put to now, not back by days, where it was seconds early and the clock was put forward since', () => {
    const made = { moment: moment(noon, 1_000), aheadMs: -4_000 };
    const told = reading(noon + 100, moment(noon + 24 * hour + 100, 1_100));
    expect(corrected(at(noon + 4_000), made, told, told.moment).occurredAt).toBe(at(noon + 100));
  });

  it('is never of the future, whoever gave it', () => {
    const told = reading(noon, moment(noon + 3 * hour, 61_000));
    const made = { moment: moment(noon + 2.5 * hour, 9, 'b'), aheadMs: 0 };
    expect(corrected(at(noon + 2.5 * hour), made, told, told.moment).occurredAt).toBe(at(noon - 0.5 * hour));
    expect(corrected(at(noon + 9 * hour), undefined, told, told.moment).occurredAt).toBe(at(noon));
  });

  it('is left alone where it is right to the second', () => {
    const made = moment(noon, 1_000);
    const told = reading(noon + 60_900, moment(noon + 60_000, 61_000));
    const right = corrected(at(noon), { moment: made, aheadMs: 0 }, told, told.moment);
    expect(right).toEqual({ occurredAt: at(noon), aheadMs: 0 });
  });
});

describe("the server's clock on a device", () => {
  function device(kept: KeptReading | null = null) {
    const now = { wallMs: noon, steadyMs: 0 };
    const memory = { kept };
    const clock = new ServerClock({
      moment: () => moment(now.wallMs, now.steadyMs),
      kept: () => memory.kept,
      keep: (fresh) => (memory.kept = fresh),
    });
    const pass = (ms: number) => {
      now.wallMs += ms;
      now.steadyMs += ms;
    };
    return { now, memory, clock, pass };
  }

  it('prefers the quick answer to the slow one, and notices that the clock was set', () => {
    const { now, clock, pass } = device();
    clock.heard(noon - hour, 200);
    const best = clock.reading;
    pass(10_000);
    clock.heard(noon - hour + 10_000, 20_000);
    expect(clock.reading).toBe(best);
    now.wallMs += 5 * hour;
    expect(clock.isFresh).toBe(false);
    clock.heard(noon - hour + 10_000, 200);
    expect(Math.round(clock.aheadMs / hour)).toBe(6);
    expect(clock.isFresh).toBe(true);
  });

  it('goes on with what it heard before the page was opened, and never back behind it', () => {
    const kept = { aheadMs: 2 * hour, serverMs: noon - 10 * hour };
    expect(device(kept).clock.now().getTime()).toBe(noon - 2 * hour);
    const { now, clock } = device(kept);
    // The battery was empty: the clock begins in 1970.
    now.wallMs = 0;
    expect(clock.now().getTime()).toBe(kept.serverMs);
  });

  it('keeps what it heard for the next page', () => {
    const { memory, clock } = device();
    clock.heard(noon - hour, 0);
    expect(memory.kept).toEqual({ aheadMs: hour - 500, serverMs: noon - hour + 500 });
  });
});
