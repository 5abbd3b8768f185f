import { v7 as newId } from 'uuid';
import type { OverviewReply, WeekReply } from '@shared/reports/overview.contract';
import type { MovementLine } from '@shared/stock/movement-line';
import type { Unit } from '@shared/words/quantity';
import { addDays, dayOf } from '@shared/words/day';
import { type Goods, goodsOf } from '../support/goods';
import { randomOf, seeds } from '../support/random';
import { startTestApp, type TestApp } from '../support/test-app';

/** What is kept of days that are over must be what their movements add up to, whatever arrives late or is undone. */
describe('the flows of eight weeks', () => {
  // A Sunday noon in New York; clocks went back on 1 November.
  let now = new Date('2026-11-22T17:00:00Z');
  const zone = 'America/New_York';
  const units: Unit[] = ['each', 'g', 'ml'];
  let server: TestApp;
  let goods: Goods;
  let site = '';
  let items: string[];
  const told: { line: MovementLine; unit: Unit; isUndone: boolean }[] = [];
  const random = randomOf(seeds(1)[0] ?? 1);

  beforeAll(async () => {
    server = await startTestApp({ timeZone: zone, clock: () => now });
    goods = await goodsOf(server);
    site = await goods.site();
    items = await Promise.all(units.map((unit) => goods.item(unit, { unit })));
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const weeks = async () =>
    (await server.organizer.get<OverviewReply>('/api/v1/reports/overview')).body.weeks;

  function expected(): WeekReply[] {
    const today = dayOf(now, zone);
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
    const rows = Array.from({ length: 8 }, (_, n) => addDays(monday, 7 * n - 49)).flatMap((startsOn) =>
      units.map((unit) => ({ startsOn, unit, donated: 0, handedOut: 0, wasted: 0 })),
    );
    const moved = new Set<Unit>();
    for (const { line, unit, isUndone } of told) {
      if (isUndone) continue;
      const day = dayOf(new Date(line.occurredAt), zone);
      const row = rows.find(
        (one) => one.unit === unit && one.startsOn <= day && day < addDays(one.startsOn, 7),
      );
      if (!row) continue;
      moved.add(unit);
      const key = ({ donation: 'donated', distribution: 'handedOut', waste: 'wasted' } as const)[
        line.reason as 'donation' | 'distribution' | 'waste'
      ];
      row[key] += line.quantity ?? 0;
    }
    return rows.filter(({ unit }) => moved.has(unit));
  }

  function anyLine(): { line: MovementLine; unit: Unit } {
    const at = random.between(0, 2);
    const reason = random.oneOf(['donation', 'distribution', 'waste'] as const);
    const minutesAgo = random.chance(30) ? random.between(0, 300) : random.between(0, 62 * 1440);
    return {
      line: {
        ...{ id: newId(), reason, itemId: items[at] ?? '', quantity: 1 + random.between(0, 8) },
        ...(reason === 'donation' ? { toSiteId: site } : { fromSiteId: site }),
        occurredAt: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
      },
      unit: units[at] ?? 'each',
    };
  }

  async function scan(count: number): Promise<void> {
    const made = Array.from({ length: count }, anyLine);
    const half = Math.floor(count / 2);
    const batch = made.slice(0, half).map(({ line }) => line);
    await Promise.all([
      server.organizer.post('/api/v1/movements', { movements: batch }),
      ...made
        .slice(half)
        .map(({ line }) => server.organizer.post('/api/v1/movements', { movements: [line] })),
    ]);
    told.push(...made.map((one) => ({ ...one, isUndone: false })));
  }

  async function undo(): Promise<void> {
    const standing = told.filter(({ isUndone }) => !isUndone);
    const one = random.oneOf(standing);
    const path = `/api/v1/movements/${one.line.id}/reversal`;
    expect((await server.organizer.post(path, { id: newId(), note: 'wrong' })).status).toBe(201);
    one.isUndone = true;
  }

  it('are what the movements add up to, before and after days are kept, come late, are undone and pass', async () => {
    await scan(60);
    expect(await weeks()).toEqual(expected());
    const { rows } = await goods.db.query('select count(distinct day)::int as days from day_flow');
    expect(rows).toEqual([{ days: 63 }]);
    for (let round = 0; round < 6; round++) {
      await scan(12);
      await undo();
      if (round % 2) now = new Date(now.getTime() + 13 * 3_600_000);
      expect(await weeks()).toEqual(expected());
    }
  });

  it('stay right while late scans and questions meet', async () => {
    await Promise.all([
      ...Array.from({ length: 6 }, () => scan(10)),
      ...Array.from({ length: 12 }, () => weeks()),
    ]);
    expect(await weeks()).toEqual(expected());
  });

  it('are read from what is kept', async () => {
    await goods.db.query(`update day_flow set donated = donated + 1000000 where day = $1 and unit = 'each'`, [
      addDays(dayOf(now, zone), -3),
    ]);
    const difference = (all: readonly WeekReply[]) => all.reduce((sum, { donated }) => sum + donated, 0);
    expect(difference(await weeks()) - difference(expected())).toBe(1_000_000);
  });
});
