import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import type { ApiTokenMadeReply } from '@shared/people/people.contract';
import { byThermometer } from '@shared/fridges/by-thermometer';
import { coldPresets } from '@shared/fridges/cold-limits';
import type { ColdReading } from '@shared/fridges/cold-reading';
import { excursionsOf, type PowerCut } from '@shared/fridges/excursions';
import type { PowerCutReply } from '@shared/fridges/cold.contract';
import { FridgeStory, StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

/** Excursions are found anew from the last cold point before a change. That must be what judging everything at once finds. */
describe('excursions, however readings arrive', () => {
  let server: TestApp;
  let goods: Goods;
  /** Who reads: somebody by hand, and two thermometers. */
  const people = new Map<string | null, Person>();
  const clock = new StoryClock(new Date('2026-07-01T12:00:00Z'));

  beforeAll(async () => {
    server = await startTestApp({ clock: () => clock.now() });
    goods = await goodsOf(server);
    people.set(null, server.organizer);
    for (const label of ['left', 'right']) {
      const body = { label, role: 'steward', onlyFor: 'readings' };
      const { token } = (await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', body)).body;
      people.set(label, server.as(token));
    }
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const probe = fc.constantFrom(
    'fridge' as const,
    'fridge' as const,
    'fridge' as const,
    'freezer' as const,
    'ambient' as const,
  );
  /** Around the limits, so that they are crossed often. */
  const tenths = { fridge: [20, 90], freezer: [-230, 80], ambient: [250, 380] } as const;
  const reading = probe.chain((one) =>
    fc.record({
      probe: fc.constant(one),
      tenths: fc.integer({ min: tenths[one][0], max: tenths[one][1] }),
      sensor: fc.constantFrom(null, 'left', 'right'),
      // In a week, mostly within two days: dense enough for blips.
      minutesAgo: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 10_000 })),
    }),
  );
  const history = fc.record({
    batches: fc.array(fc.array(reading, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 }),
    cut: fc.option(
      fc.record({
        from: fc.integer({ min: 300, max: 8_000 }),
        long: fc.integer({ min: 0, max: 299 }),
        afterBatch: fc.integer({ min: 0, max: 7 }),
        isFreezerFull: fc.boolean(),
      }),
    ),
  });

  /** The newest reading of those whose story ends warm, °C. */
  function warmOf(all: readonly ColdReading[], one: 'fridge' | 'freezer'): number | undefined {
    const { fridgeTenths, freezerTenths } = coldPresets.us;
    const limit = one === 'fridge' ? fridgeTenths : freezerTenths;
    const order = (a: ColdReading, b: ColdReading) => a.at - b.at || a.tenths - b.tenths;
    const samples = all
      .filter((each) => each.probe === one)
      .sort(order)
      .map((each) => ({ ...each, sensor: each.sensor ?? null, isWarm: each.tenths > limit }));
    const ends = byThermometer(samples).flatMap((story) => story.at(-1) ?? []);
    const newest = ends.filter(({ isWarm }) => isWarm).sort(order);
    return newest.map(({ tenths: warm }) => warm / 10).at(-1);
  }

  it('are those of all readings together', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ batches, cut }) => {
        const siteId = await goods.site('fridge');
        const path = `/api/v1/sites/${siteId}/power-cuts`;
        const instant = (minutesAgo: number) => clock.now().getTime() - minutesAgo * 60_000;
        const all: ColdReading[] = [];
        const powerCuts: PowerCut[] = [];
        for (const [n, batch] of batches.entries()) {
          for (const one of ['fridge', 'freezer', 'ambient'] as const) {
            for (const [sensor, person] of people) {
              const own = batch.filter((each) => each.probe === one && each.sensor === sensor);
              const story = new FridgeStory(person, clock, siteId);
              if (own.length > 0)
                await story.read(
                  own.map((each) => [-each.minutesAgo, each.tenths / 10]),
                  one,
                );
            }
          }
          all.push(...batch.map((each) => ({ ...each, at: instant(each.minutesAgo) })));
          if (cut && cut.afterBatch % batches.length === n) {
            const [from, to] = [instant(cut.from), instant(cut.from - cut.long)];
            const { isFreezerFull } = cut;
            const id = newId();
            await server.organizer.post<PowerCutReply>(path, {
              id,
              beganAt: new Date(from).toISOString(),
              isFreezerFull,
            });
            const ended = await server.organizer.patch(`${path}/${id}`, {
              endedAt: new Date(to).toISOString(),
            });
            expect(ended.status).toBe(200);
            powerCuts.push({ from, to, isFreezerFull });
          }
        }
        const facts = { readings: all, powerCuts, limits: coldPresets.us };
        const expected = (['fridge', 'freezer'] as const).flatMap((one) => excursionsOf(facts, one));
        const { rows } = await goods.db.query(
          `select probe, (extract(epoch from began_at) * 1000)::float8 as "beganAt",
             (extract(epoch from ended_at) * 1000)::float8 as "endedAt", peak_tenths::int as "peakTenths",
             (extract(epoch from time_up_at) * 1000)::float8 as "timeUpAt", warm_readings as "warmReadings"
           from excursion where site_id = $1 order by probe = 'freezer', began_at`,
          [siteId],
        );
        expect(rows).toEqual(expected);
        // A power cut may make an alarm without a reading.
        if (cut) return;
        const { alarms } = await new FridgeStory(server.organizer, clock, siteId).cold();
        const shown = (one: 'fridge' | 'freezer') =>
          alarms.find((each) => each.probe === one && !each.endedAt);
        for (const one of ['fridge', 'freezer'] as const)
          expect([one, shown(one)?.reading?.celsius]).toEqual([one, warmOf(all, one)]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
