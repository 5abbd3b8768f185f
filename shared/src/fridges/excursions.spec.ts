import fc from 'fast-check';
import { coldPresets } from './cold-limits';
import type { ColdReading } from './cold-reading';
import { type ColdFacts, type Excursion, excursionsOf } from './excursions';

const minute = 60_000;
const noon = Date.parse('2026-07-01T12:00:00Z');
const at = (minutes: number) => noon + minutes * minute;

/** Readings of a fridge as [minutes after noon, °C]. */
const fridge = (...list: [minutes: number, celsius: number][]): ColdReading[] =>
  list.map(([minutes, celsius]) => ({ probe: 'fridge', at: at(minutes), tenths: Math.round(celsius * 10) }));
const freezer = (...list: [number, number][]) =>
  fridge(...list).map((one) => ({ ...one, probe: 'freezer' as const }));
const air = (...list: [number, number][]) =>
  fridge(...list).map((one) => ({ ...one, probe: 'ambient' as const }));

const by = (sensor: string, readings: readonly ColdReading[]) => readings.map((one) => ({ ...one, sensor }));

const found = (readings: readonly ColdReading[], more: Partial<ColdFacts> = {}) =>
  excursionsOf({ readings, powerCuts: [], limits: coldPresets.us, ...more }, 'fridge').map(inMinutes);
const foundInFreezer = (readings: readonly ColdReading[], more: Partial<ColdFacts> = {}) =>
  excursionsOf({ readings, powerCuts: [], limits: coldPresets.us, ...more }, 'freezer').map(inMinutes);
const minutesOf = (instant: number | null) => (instant === null ? null : (instant - noon) / minute);
const inMinutes = (one: Excursion) => ({
  ...{ began: minutesOf(one.beganAt), ended: minutesOf(one.endedAt), timeUp: minutesOf(one.timeUpAt) },
  peak: one.peakTenths === null ? null : one.peakTenths / 10,
});

describe('an excursion', () => {
  it('is warmer than the limit, not as warm as it', () => {
    expect(found(fridge([0, 5.0], [60, 5.0], [200, 5.0]))).toEqual([]);
    expect(found(fridge([0, 5.1]))).toEqual([{ began: 0, ended: null, timeUp: 120, peak: 5.1 }]);
    const limits = coldPresets.eu;
    expect(found(fridge([0, 8.0], [300, 8.0]), { limits })).toEqual([]);
    expect(found(fridge([0, 8.1]), { limits })).toEqual([{ began: 0, ended: null, timeUp: 240, peak: 8.1 }]);
  });

  it('begins with the first warm reading, ends with the first cold one, and keeps its peak', () => {
    expect(found(fridge([-5, 4], [0, 6], [30, 9.4], [60, 7], [90, 4.8], [120, 4]))).toEqual([
      { began: 0, ended: 90, timeUp: null, peak: 9.4 },
    ]);
  });

  it.each([
    ['a minute less than two hours', 119, null],
    ['exactly two hours', 120, 120],
    ['a minute more', 121, 120],
  ])('has its time up after two hours, not before: %s', (_, coldAgain, timeUp) => {
    expect(found(fridge([0, 6], [coldAgain, 4]))).toEqual([{ began: 0, ended: coldAgain, timeUp, peak: 6 }]);
  });

  it.each([
    ['exactly 32 °C', 32.0, 120],
    ['a tenth above it', 32.1, 60],
  ])('has an hour where the air is hotter than 32 °C: %s', (_, celsius, timeUp) => {
    expect(found([...air([-10, celsius]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp });
  });

  it.each([
    ['a minute less than an hour', 59, null],
    ['exactly an hour', 60, 60],
  ])('is judged by that hour: %s', (_, coldAgain, timeUp) => {
    expect(found([...air([-10, 35]), ...fridge([0, 6], [coldAgain, 4])])[0]).toMatchObject({ timeUp });
  });

  it('has half of the hour left when the heat comes after an hour of two', () => {
    expect(found([...air([-10, 25], [60, 33]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 90 });
    expect(found([...air([-10, 33], [30, 25]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 90 });
  });

  it('does not take the air to be hot for longer than three hours without a reading', () => {
    expect(found([...air([-180, 35]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 120 });
    expect(found([...air([-150, 35]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 90 });
  });
});

describe('a door that stood open', () => {
  it('is no excursion, one that stood open for 20 minutes is', () => {
    expect(found(fridge([0, 4], [5, 12], [24.9, 4], [60, 4]))).toEqual([]);
    expect(found(fridge([0, 4], [5, 12], [25, 4], [60, 4]))).toMatchObject([{ began: 5, ended: 25 }]);
  });

  it('is none however often it opens', () => {
    const busy = Array.from({ length: 40 }, (_, n): [number, number] => [n * 10, n % 2 ? 4 : 11]);
    expect(found(fridge(...busy, [400, 4]))).toEqual([]);
  });

  it('starts the clock all the same, for nobody knows yet that it will close', () => {
    expect(found(fridge([0, 9]))).toEqual([{ began: 0, ended: null, timeUp: 120, peak: 9 }]);
  });

  it('does not end an excursion by a short draught of cold', () => {
    expect(found(fridge([0, 9], [60, 9], [70, 4], [80, 9], [130, 9]))).toEqual([
      // Ten minutes of cold do not count.
      { began: 0, ended: null, timeUp: 130, peak: 9 },
    ]);
    expect(found(fridge([0, 9], [60, 4], [80, 9]))).toMatchObject([
      { began: 0, ended: 60 },
      { began: 80, ended: null },
    ]);
  });

  it('is a freezer that defrosts itself, for up to an hour', () => {
    expect(foundInFreezer(freezer([0, -20], [10, -8], [69, -18], [200, -20]))).toEqual([]);
    expect(foundInFreezer(freezer([0, -20], [10, -8], [70, -18], [200, -20]))).toMatchObject([{ began: 10 }]);
  });
});

describe('a gap in the readings', () => {
  it('lets the clock run on when the last one was warm', () => {
    expect(found(fridge([0, 6]))[0]).toMatchObject({ ended: null, timeUp: 120 });
    expect(found(fridge([0, 6], [300, 4]))).toEqual([{ began: 0, ended: 300, timeUp: 120, peak: 6 }]);
  });

  it('does not start the clock when the last one was cold', () => {
    expect(found(fridge([0, 4], [600, 6]))).toMatchObject([{ began: 600, timeUp: 720 }]);
  });
});

describe('a freezer', () => {
  it('is too warm above its own limit, and its food above the fridge’s', () => {
    expect(foundInFreezer(freezer([0, -17.8]))).toEqual([]);
    expect(foundInFreezer(freezer([0, -17.7], [300, -5]))).toEqual([
      { began: 0, ended: null, timeUp: null, peak: -5 },
    ]);
    expect(foundInFreezer(freezer([0, -10], [100, 6], [160, 4], [220, 6]))).toEqual([
      // An hour above 5 °C, an hour below, and then the second hour.
      { began: 0, ended: null, timeUp: 280, peak: 6 },
    ]);
  });
});

describe('one of two thermometers', () => {
  /** Every ten minutes from a minute to another one. */
  const steadily = (celsius: number, from: number, to: number) =>
    fridge(
      ...Array.from({ length: (to - from) / 10 + 1 }, (_, n): [number, number] => [from + n * 10, celsius]),
    );

  it('is not made cold by the other one, however they take turns', () => {
    const cold = by('left', steadily(3, -5, 195));
    expect(found([...cold, ...by('right', steadily(9, 0, 190))])).toEqual([
      { began: 0, ended: null, timeUp: 120, peak: 9 },
    ]);
    expect(found([...cold, ...by('right', [...steadily(9, 0, 119 - 9), ...fridge([119, 4])])])).toEqual([
      { began: 0, ended: 119, timeUp: null, peak: 9 },
    ]);
    expect(found([...cold, ...by('right', [...steadily(9, 0, 110), ...fridge([120, 4])])])).toEqual([
      { began: 0, ended: 120, timeUp: 120, peak: 9 },
    ]);
  });

  it('counts a door that stood open by itself: shorter than 20 minutes is none', () => {
    const cold = by('left', steadily(3, -5, 95));
    expect(found([...cold, ...by('right', fridge([0, 9], [19.9, 4]))])).toEqual([]);
    expect(found([...cold, ...by('right', fridge([0, 9], [20, 4]))])).toMatchObject([
      { began: 0, ended: 20 },
    ]);
  });

  it('is cold again when a person reads so, and what a person reads warm is over with the next cold reading', () => {
    expect(found([...by('right', fridge([0, 9])), ...fridge([30, 4])])).toMatchObject([
      { began: 0, ended: 30 },
    ]);
    expect(found([...fridge([0, 9]), ...by('left', fridge([30, 3]))])).toMatchObject([
      { began: 0, ended: 30 },
    ]);
    expect(found([...fridge([0, 9]), ...by('left', fridge([19, 3]))])).toEqual([]);
  });

  it('makes one excursion with the other: while either is warm, and 20 minutes after', () => {
    const left = by('left', fridge([0, 6], [60, 4]));
    const right = (from: number) => by('right', fridge([from, 9], [from + 130, 4]));
    expect(found([...left, ...right(30)])).toEqual([{ began: 0, ended: 160, timeUp: 150, peak: 9 }]);
    expect(found([...left, ...right(79)])).toEqual([{ began: 0, ended: 209, timeUp: 199, peak: 9 }]);
    expect(found([...left, ...right(80)])).toMatchObject([
      { began: 0, ended: 60, timeUp: null },
      { began: 80, ended: 210, timeUp: 200 },
    ]);
  });

  it('says that the air is hot, though the other one says that it is not', () => {
    const mild = by('left', air(...Array.from({ length: 15 }, (_, n): [number, number] => [n * 10 - 5, 25])));
    const hot = by('right', air([-10, 33]));
    expect(found([...mild, ...hot, ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 60 });
    // Half an hour in the heat, until a person reads otherwise, is half of what is allowed.
    expect(found([...mild, ...hot, ...air([30, 25]), ...fridge([0, 6])])[0]).toMatchObject({ timeUp: 90 });
  });

  it('speaks for the fridge in a power cut when the other one is silent', () => {
    const powerCuts = [{ from: at(0), to: at(600), isFreezerFull: true }];
    const readings = [...by('left', fridge([-10, 3])), ...by('right', steadily(4, -5, 595))];
    expect(found(readings, { powerCuts })).toEqual([]);
  });
});

describe('a power cut', () => {
  const cut = (from: number, to: number | null, isFreezerFull = true) => ({
    powerCuts: [{ from: at(from), to: to === null ? null : at(to), isFreezerFull }],
  });

  it('leaves a closed fridge four hours', () => {
    expect(found([], cut(0, null))).toMatchObject([{ ended: null, timeUp: 240, peak: null }]);
    expect(found(fridge([-30, 4]), cut(0, 239))).toEqual([]);
    expect(found(fridge([-30, 4]), cut(0, 240))).toMatchObject([{ ended: 240, timeUp: 240 }]);
  });

  it('leaves a full freezer 48 hours, half a one 24', () => {
    const hours = (freezerFacts: object) => foundInFreezer([], freezerFacts)[0]?.timeUp;
    expect([hours(cut(0, null)), hours(cut(0, null, false))]).toEqual([48 * 60, 24 * 60]);
    expect(foundInFreezer([], cut(0, 24 * 60))).toEqual([]);
  });

  it('believes a thermometer before any rule', () => {
    // Cold after five hours: from then on, two hours without another look.
    expect(found(fridge([300, 4.5]), cut(0, null))).toMatchObject([{ began: 300, timeUp: 420 }]);
    expect(found(fridge([60, 6]), cut(0, null))).toMatchObject([{ began: 60, timeUp: 180, peak: 6 }]);
    expect(found(fridge([60, 6]), cut(0, 100))).toMatchObject([{ began: 60, ended: null, timeUp: 180 }]);
    expect(found(fridge([600, 4.5]), cut(0, 700))).toEqual([]);
  });
});

describe('whatever comes in whatever order', () => {
  const reading = fc.record({
    probe: fc.constantFrom('fridge' as const, 'fridge' as const, 'freezer' as const, 'ambient' as const),
    tenths: fc.integer({ min: -200, max: 400 }),
    at: fc.integer({ min: 0, max: 600 }).map(at),
    sensor: fc.constantFrom(null, 'left', 'right'),
  });
  const facts = fc.record({
    readings: fc.array(reading, { maxLength: 60 }),
    powerCuts: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 400 }), fc.boolean())
        .map(([from, long, isFreezerFull]) => ({ from: at(from), to: at(from + long), isFreezerFull })),
      { maxLength: 1 },
    ),
    limits: fc.constantFrom(coldPresets.us, coldPresets.eu),
  });

  it('means the same: readings out of order, and twice', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (all, chance) => {
        const shuffled = [...all.readings, ...all.readings]
          .map((one) => ({ one, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        for (const probe of ['fridge', 'freezer'] as const) {
          expect(excursionsOf({ ...all, readings: shuffled }, probe)).toEqual(excursionsOf(all, probe));
        }
      }),
    );
  });

  it('gives excursions in order and apart, with a time that is up while they last', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const list = excursionsOf(all, 'fridge');
        for (const [n, one] of list.entries()) {
          const next = list[n + 1];
          if (next) expect(next.beganAt - (one.endedAt ?? Infinity)).toBeGreaterThanOrEqual(20 * minute);
          if (one.endedAt !== null) expect(one.endedAt).toBeGreaterThanOrEqual(one.beganAt);
          if (one.timeUpAt === null) continue;
          expect(one.timeUpAt - one.beganAt).toBeGreaterThanOrEqual(all.limits.hotAllowedMinutes * minute);
          if (one.endedAt !== null) expect(one.timeUpAt).toBeLessThanOrEqual(one.endedAt);
        }
      }),
    );
  });
});
