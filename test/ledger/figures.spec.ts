import type { ShortageReply } from '@shared/reports/shortages.contract';
import { shortageStatuses } from '@shared/reports/shortages.contract';
import { addDays, dayOf, startOfDay } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { startTestApp, type TestApp } from '../support/test-app';
import { type Figures, modelFigures } from './figures-model';
import { seededRandom } from './seeded-random';
import { ToldHistory } from './told-history';

/** Zones and dates with clock changes, at midnight too; FIGURES_SEEDS=5,6,7 replays others. */
const places = [
  ['America/New_York', '2026-10-05'],
  ['Europe/Berlin', '2026-03-01'],
  ['America/Havana', '2026-10-01'],
  ['Africa/Cairo', '2026-04-01'],
  ['Pacific/Auckland', '2026-09-01'],
  ['America/St_Johns', '2026-02-20'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['UTC', '2027-12-10'],
] as const;
const seeds = (process.env['FIGURES_SEEDS'] ?? '1,2,3,4,5,6,7,8').split(',').map(Number);

const minute = 60_000;
const day = 24 * 60 * minute;

describe.each(seeds)('the figures of random history %i', (seed) => {
  const [zone, start] = places[(seed - 1) % places.length] as (typeof places)[number];
  const random = seededRandom(seed);
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  let now = startOfDay(start, zone);
  let server: TestApp;
  let history: ToldHistory;

  beforeAll(async () => {
    server = await startTestApp({ timeZone: zone, clock: () => now });
    history = await ToldHistory.begin(server);
  });

  afterAll(() => server.close());

  /** A moment of now, or, as with a device that was offline, of the past; now and then exactly a day's first one. */
  const moment = () => {
    if (random() < 0.6) return now;
    const past = new Date(now.getTime() - random() * (random() < 0.8 ? 3 : 40) * day);
    return random() < 0.2 ? startOfDay(dayOf(past, zone), zone) : past;
  };

  const lots = () => [...history.told.lots.keys()];
  const lotItems = new Map<string, string>();
  const onTheWay: { id: string; lines: { itemId: string; lotId: string | null; quantity: number }[] }[] = [];

  async function something(): Promise<void> {
    const siteId = oneOf(history.siteIds);
    const itemId = oneOf(history.itemIds);
    const what = random();
    // Goods mostly come with a lot and leave without one, by their retail code.
    const own = lots().filter((id) => lotItems.get(id) === itemId);
    const lotId = own.length > 0 && random() < (what < 0.22 ? 0.85 : 0.25) ? oneOf(own) : null;
    if (what < 0.22)
      await history.move({ at: moment(), reason: 'donation', itemId, lotId, quantity: upTo(30), to: siteId });
    else if (what < 0.52)
      await history.move({
        at: moment(),
        reason: 'distribution',
        itemId,
        lotId,
        quantity: upTo(12),
        from: siteId,
      });
    else if (what < 0.56)
      await history.move({ at: moment(), reason: 'waste', itemId, lotId, quantity: upTo(5), from: siteId });
    else if (what < 0.6) {
      const to = oneOf(history.siteIds.filter((id) => id !== siteId));
      await history.move({
        at: moment(),
        reason: 'transfer',
        itemId,
        lotId,
        quantity: upTo(10),
        from: siteId,
        to,
      });
    } else if (what < 0.66) {
      const open = history.told.movements.filter(
        (m) => !m.reverses && !m.transfer && !history.told.movements.some((r) => r.reverses === m.id),
      );
      if (open.length === 0) return;
      const { id, reason, itemId: item, lotId: lot, quantity, from, to } = oneOf(open);
      await history.move({
        at: now,
        reason,
        itemId: item,
        lotId: lot,
        quantity,
        from: to,
        to: from,
        reverses: id,
      });
    } else if (what < 0.74) await history.ask(siteId, itemId, upTo(4), moment());
    else if (what < 0.79) {
      const lines = [{ itemId, lotId, quantity: upTo(15) }];
      const to = oneOf(history.siteIds.filter((id) => id !== siteId));
      onTheWay.push({ id: await history.ship(siteId, to, lines, now), lines });
    } else if (what < 0.83) {
      const transfer = onTheWay.shift();
      if (transfer) await history.receive(transfer.id, random() < 0.7 ? transfer.lines : [], now);
    } else if (what < 0.88) {
      const minimum = Math.floor(random() * 15);
      const level = random() < 0.25 ? null : { minimum, target: minimum + Math.floor(random() * 25) };
      await history.setParLevel(random() < 0.4 ? null : siteId, itemId, level);
    } else if (what < 0.94) {
      const date = () => (random() < 0.5 ? addDays(dayOf(now, zone), Math.floor(random() * 30) - 6) : null);
      const item = oneOf(history.itemIds);
      lotItems.set(await history.addLot(item, date(), date()), item);
    } else if (lots().length > 0) await history.hold(oneOf(lots()), random() < 0.5);
  }

  async function report(query: string): Promise<ShortageReply[]> {
    const answer = await server.organizer.get<Page<ShortageReply>>(
      `/api/v1/reports/shortages?limit=500&${query}`,
    );
    expect(answer.status).toBe(200);
    return answer.body.data;
  }

  function expectModel(rows: readonly ShortageReply[], at: Date): void {
    const shown = new Map(rows.map((row) => [`${row.siteId} ${row.itemId}`, row]));
    for (const siteId of history.siteIds) {
      for (const itemId of history.itemIds) {
        const expected: Figures | null = modelFigures(history.told, siteId, itemId, at, zone);
        const row = shown.get(`${siteId} ${itemId}`);
        const where = { seed, at: at.toISOString(), siteId, itemId };
        if (expected === null) expect({ ...where, row }).toEqual({ ...where, row: undefined });
        else expect({ ...where, ...row }).toMatchObject({ ...where, ...expected });
      }
    }
    const inOrder = [...rows].sort(
      (a, b) =>
        shortageStatuses.indexOf(a.status) - shortageStatuses.indexOf(b.status) ||
        (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) ||
        b.missed - a.missed ||
        b.gap - a.gap ||
        0,
    );
    // Infinity minus Infinity is no number: `|| 0` above makes it a tie.
    expect(rows.map((row) => [row.status, row.daysLeft])).toEqual(
      inOrder.map((row) => [row.status, row.daysLeft]),
    );
  }

  it('are those of the definitions, kept and as of any instant', async () => {
    for (const name of ['North', 'South']) await history.addSite(name);
    for (const name of ['Beans', 'Rice', 'Soap', 'Socks']) await history.addItem(name);
    const instants: Date[] = [];
    for (let event = 1; event <= 260; event++) {
      now = new Date(now.getTime() + random() * 8 * 60 * minute);
      if (event === 90) await history.addSite('Hub');
      await something();
      if (random() < 0.03) now = startOfDay(addDays(dayOf(now, zone), 1), zone);
      if (random() < 0.04) instants.push(now);
      if (event % 20 === 0) {
        const kept = await report('status=all');
        expectModel(kept, now);
        expect(await report(`status=all&asOf=${now.toISOString()}`)).toEqual(kept);
        expect(await report(`asOf=${now.toISOString()}`)).toEqual(await report(''));
      }
    }
    for (const at of instants) expectModel(await report(`status=all&asOf=${at.toISOString()}`), at);
    now = new Date(now.getTime() + 35 * day);
    expectModel(await report('status=all'), now);
  });
});
