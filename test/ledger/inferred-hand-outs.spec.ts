import { v7 as newId } from 'uuid';
import type { RecordVisit } from '@shared/fridges/visits.contract';
import type { MovementLine } from '@shared/stock/movement-line';
import { recordVisit } from '@api/fridges/record-visit';
import { reverseVisit } from '@api/fridges/reverse-visit';
import { lockVisits, settleHandOuts } from '@api/fridges/settle-hand-outs';
import { HandOutsJob } from '@api/jobs/hand-outs.job';
import type { Work } from '@api/platform/work';
import { postMovements } from '@api/stock/post-movements';
import { reverseMovement } from '@api/stock/reverse-movement';
import { recordCount } from '@api/stocktakes/record-count';
import { type LedgerBench, startLedgerBench } from '../support/ledger-bench';
import { type Random, randomOf, seeds } from '../support/random';
import { FridgeModel } from './fridge-model';

/** LEDGER_SEED=17 repeats one history. */
describe('what follows from visits to a fridge', () => {
  let bench: LedgerBench;
  let job: HandOutsJob;

  beforeAll(async () => {
    bench = await startLedgerBench();
    job = new HandOutsJob(bench.database);
  });

  afterAll(() => bench.close());

  const write = <T>(step: (work: Work) => Promise<T>) => bench.database.write(bench.organizer, step);

  interface Place {
    readonly fridge: string;
    readonly store: string;
    readonly items: string[];
    readonly categoryOf: Map<string, string>;
  }

  async function place(): Promise<Place> {
    const [fridge, store] = [await bench.goods.site('fridge'), await bench.goods.site()];
    const categories = [await bench.goods.category('ordinary'), await bench.goods.category('ordinary')];
    const categoryOf = new Map<string, string>();
    for (let n = 0; n < 4; n++) {
      const categoryId = categories[n % 2] as string;
      categoryOf.set(await bench.goods.item(`Item ${n}`, { categoryId }), categoryId);
    }
    return { fridge, store, items: [...categoryOf.keys()], categoryOf };
  }

  /** Whole hours of four weeks, so that some things happen at the same instant. */
  const someInstant = (random: Random) =>
    Date.parse('2026-10-20T05:00:00Z') + random.between(0, 28 * 24) * 3_600_000;

  function someVisit(random: Random, { fridge, store, items, categoryOf }: Place): RecordVisit {
    const some = (percent: number) => items.filter(() => random.chance(percent));
    const quantity = () => random.between(1, 9);
    const left = some(40).map((itemId) =>
      random.chance(75)
        ? { itemId, quantity: random.between(0, 8) }
        : { itemId, level: random.oneOf(['none', 'few', 'many'] as const) },
    );
    const noneOf = random.chance(15)
      ? [{ categoryId: random.oneOf([...categoryOf.values()]), level: 'none' as const }]
      : [];
    return {
      id: newId(),
      siteId: fridge,
      occurredAt: new Date(someInstant(random)).toISOString(),
      fullness: random.between(0, 3),
      left: [...left, ...noneOf],
      thrownOut: some(15).map((itemId) => ({ itemId, quantity: quantity(), wasteReason: 'spoiled' })),
      putIn: some(35).map((itemId) => ({
        itemId,
        quantity: quantity(),
        fromSiteId: random.chance(40) ? store : null,
      })),
    };
  }

  function toModel(model: FridgeModel, visit: RecordVisit): void {
    const left = (visit.left ?? []).flatMap(({ itemId, quantity, level }) =>
      itemId ? [{ itemId, quantity, level }] : [],
    );
    model.visit({
      id: visit.id,
      at: Date.parse(visit.occurredAt),
      isEmpty: visit.fullness === 0,
      counted: new Map(
        left.flatMap(({ itemId, quantity, level }) =>
          quantity !== undefined
            ? [[itemId, quantity] as const]
            : level === 'none'
              ? [[itemId, 0] as const]
              : [],
        ),
      ),
      rough: new Set(left.flatMap(({ itemId, level }) => (level && level !== 'none' ? [itemId] : []))),
      noneOf: new Set((visit.left ?? []).flatMap(({ categoryId }) => categoryId ?? [])),
      thrownOut: (visit.thrownOut ?? []).map((line) => ({
        item: line.itemId ?? '',
        quantity: line.quantity ?? 0,
      })),
      putIn: (visit.putIn ?? []).map((line) => ({ item: line.itemId ?? '', quantity: line.quantity ?? 0 })),
    });
  }

  const scanLine = (random: Random, { fridge, items }: Place): MovementLine => {
    const comesIn = random.chance(70);
    return {
      id: newId(),
      reason: comesIn ? 'donation' : random.oneOf(['distribution', 'waste', 'count'] as const),
      itemId: random.oneOf(items),
      quantity: random.between(1, 9),
      ...(comesIn ? { toSiteId: fridge } : { fromSiteId: fridge }),
      occurredAt: new Date(someInstant(random)).toISOString(),
    };
  };

  /** What is booked, in the words of the model. */
  async function booked(fridge: string, item: string): Promise<{ level: number; taken: string[] }> {
    const { rows } = await bench.goods.db.query<{ line: string }>(
      `select x.visit_id || ' ' || sum(case when m.from_site_id = $1 then m.quantity else -m.quantity end) as line
       from inferred_movement x join movement m on m.id = x.movement_id
       where m.item_id = $2 and not exists (select from movement r where r.reverses_id = m.id)
         and $1 in (m.from_site_id, m.to_site_id)
       group by x.visit_id`,
      [fridge, item],
    );
    const level = await bench.goods.db.query<{ level: string }>(
      'select level from site_item where site_id = $1 and item_id = $2',
      [fridge, item],
    );
    return { level: Number(level.rows[0]?.level ?? 0), taken: rows.map(({ line }) => line).sort() };
  }

  async function expectToAgree(model: FridgeModel, { fridge, items }: Place): Promise<void> {
    for (const item of items)
      expect({ item, ...(await booked(fridge, item)) }).toEqual({ item, ...model.of(item) });
  }

  const settleAll = ({ fridge }: Place) =>
    write(async (work) => {
      await lockVisits(work, fridge);
      return settleHandOuts(work, fridge);
    });

  it.each(seeds(12))(
    'is what a plain model says, in whatever order it becomes known (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const where = await place();
      const model = new FridgeModel(where.categoryOf);
      const visits: RecordVisit[] = [];
      const scans: MovementLine[] = [];
      for (let step = 0; step < 25; step++) {
        const choice = random.between(1, 12);
        if (choice <= 6) {
          const visit = someVisit(random, where);
          for (const isNew of [true, false])
            expect(await write((work) => recordVisit(work, visit, null))).toMatchObject({ isNew });
          toModel(model, visit);
          visits.push(visit);
        } else if (choice <= 9) {
          const lines = Array.from({ length: random.between(1, 3) }, () => scanLine(random, where));
          await write((work) => postMovements(work, lines));
          for (const line of lines) {
            const change = (line.toSiteId ? 1 : -1) * (line.quantity ?? 0);
            model.scan(line.id, { at: Date.parse(line.occurredAt), item: line.itemId ?? '', change });
          }
          scans.push(...lines);
        } else if (choice === 10 && scans.length > 0) {
          const [line] = scans.splice(random.between(0, scans.length - 1), 1) as [MovementLine];
          await write((work) => reverseMovement(work, line.id, { id: newId(), note: 'scanned twice' }));
          model.undo(line.id);
        } else if (choice === 11 && visits.length > 0) {
          const [visit] = visits.splice(random.between(0, visits.length - 1), 1) as [RecordVisit];
          const undo = { id: newId(), note: 'wrong fridge' };
          expect(await write((work) => reverseVisit(work, visit.id, undo))).toBe(true);
          expect(await write((work) => reverseVisit(work, visit.id, undo))).toBe(false);
          model.undo(visit.id);
        } else {
          // What a scan that arrives late changes is put right by the job.
          await job.settle();
          await expectToAgree(model, where);
        }
      }
      await job.settle();
      await expectToAgree(model, where);
      expect(await settleAll(where)).toBe(0);
      expect(await bench.differences()).toEqual([]);
    },
  );

  it.each(seeds(12))('keeps what was counted, in whatever order it becomes known (seed %i)', async (seed) => {
    const random = randomOf(seed + 2000);
    const where = await place();
    const model = new FridgeModel(where.categoryOf);
    const visits: RecordVisit[] = [];
    const levels = async () =>
      Promise.all(where.items.map(async (item) => (await booked(where.fridge, item)).level));
    for (let step = 0; step < 25; step++) {
      const choice = random.between(1, 12);
      if (choice <= 4) {
        const visit = someVisit(random, where);
        await write((work) => recordVisit(work, visit, null));
        toModel(model, visit);
        visits.push(visit);
      } else if (choice <= 7) {
        const line = scanLine(random, where);
        await write((work) => postMovements(work, [line]));
        const change = (line.toSiteId ? 1 : -1) * (line.quantity ?? 0);
        model.scan(line.id, { at: Date.parse(line.occurredAt), item: line.itemId ?? '', change });
      } else if (choice <= 10) {
        // Between the whole hours, each in a minute of its own.
        const at = someInstant(random) + (step + 1) * 60_000;
        const lines = where.items
          .filter(() => random.chance(60))
          .map((itemId) => ({ itemId, counted: random.between(0, 9) }));
        if (lines.length === 0) continue;
        const count = { id: newId(), siteId: where.fridge, occurredAt: new Date(at).toISOString(), lines };
        await write((work) => recordCount(work, count));
        for (const { itemId, counted } of lines) model.count({ at, item: itemId, counted });
      } else if (choice === 11 && visits.length > 0) {
        const [visit] = visits.splice(random.between(0, visits.length - 1), 1) as [RecordVisit];
        await write((work) => reverseVisit(work, visit.id, { id: newId(), note: 'wrong fridge' }));
        model.undo(visit.id);
      } else {
        await job.settle();
        expect(await levels()).toEqual(where.items.map((item) => model.of(item).level));
      }
    }
    await job.settle();
    expect(await levels()).toEqual(where.items.map((item) => model.of(item).level));
    expect(await settleAll(where)).toBe(0);
    expect(await bench.differences()).toEqual([]);
  });

  it.each(seeds(4))('ends the same when many arrive at once (seed %i)', async (seed) => {
    const random = randomOf(seed + 1000);
    const where = await place();
    const model = new FridgeModel(where.categoryOf);
    const visits = Array.from({ length: 12 }, () => someVisit(random, where));
    const lines = Array.from({ length: 12 }, () => scanLine(random, where));
    await Promise.all([
      ...visits.map((visit) => write((work) => recordVisit(work, visit, null))),
      ...lines.map((line) => write((work) => postMovements(work, [line]))),
    ]);
    visits.forEach((visit) => toModel(model, visit));
    for (const line of lines)
      model.scan(line.id, {
        ...{ at: Date.parse(line.occurredAt), item: line.itemId ?? '' },
        change: (line.toSiteId ? 1 : -1) * (line.quantity ?? 0),
      });
    await job.settle();
    await expectToAgree(model, where);
    expect(await bench.differences()).toEqual([]);
  });

  it('is put right in several transactions where much arrives late, so that no visit waits long', async () => {
    const where = await place();
    const hour = (n: number) => new Date(Date.parse('2026-10-20T05:00:00Z') + n * 3_600_000).toISOString();
    const visits = Array.from({ length: 60 }, (_, n): RecordVisit => {
      const left = where.items.map((itemId) => ({ itemId, quantity: 5 }));
      return { id: newId(), siteId: where.fridge, occurredAt: hour(2 * n), left, thrownOut: [], putIn: [] };
    });
    for (const visit of visits) await write((work) => recordVisit(work, visit, null));
    await job.settle();
    const lines = visits.flatMap((_, n) =>
      where.items.map((itemId): MovementLine => {
        const what = { reason: 'donation', itemId, quantity: 3, toSiteId: where.fridge } as const;
        return { id: newId(), ...what, occurredAt: hour(2 * n + 1) };
      }),
    );
    await write((work) => postMovements(work, lines));
    await job.settle();
    const { rows } = await bench.goods.db.query<{ n: number }>(
      `select count(distinct (x.visit_id, m.item_id))::int as n from inferred_movement x join movement m on m.id = x.movement_id
       where m.from_site_id = $1 group by m.xmin::text order by 1`,
      [where.fridge],
    );
    // Of four items in the 59 stretches between visits.
    expect(rows.map(({ n }) => n)).toEqual([36, 200]);
    expect(await settleAll(where)).toBe(0);
  });

  it('lies within the time between the visits, and adds up', async () => {
    const { rows } = await bench.goods.db.query<{ wrong: number; all: number }>(
      `select count(*)::int as all, (count(*) filter (where m.occurred_at < x.from_at or m.occurred_at > x.to_at))::int as wrong
       from inferred_movement x join movement m on m.id = x.movement_id`,
    );
    expect(rows[0]?.all).toBeGreaterThan(100);
    expect(rows[0]?.wrong).toBe(0);
  });
});
