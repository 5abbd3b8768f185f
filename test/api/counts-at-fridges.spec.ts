import { v7 as newId } from 'uuid';
import type { CheckColdReply } from '@shared/fridges/cold.contract';
import type { RecordVisit, RecordVisitReply, VisitReply } from '@shared/fridges/visits.contract';
import type { CountReply } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import { Database } from '@api/platform/database';
import { lockVisits, settleHandOuts } from '@api/fridges/settle-hand-outs';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('a count at a fridge', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let fridge: Id;
  let milk: Id;
  let now = new Date('2026-11-22T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    steward = await server.join('steward');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  beforeEach(async () => {
    now = new Date(at('15:00'));
    [fridge, milk] = [await goods.site('fridge'), await goods.item()];
    await goods.record(steward, {
      ...{ reason: 'donation', itemId: milk, quantity: 10, toSiteId: fridge, occurredAt: at('08:00') },
    });
  });

  const at = (time: string) => `2026-11-22T${time}:00.000Z`;
  const level = async () => (await goods.stockOf(fridge, milk))?.onHand;
  const countAtNoon = async (counted = 5) => {
    const line = { itemId: milk, counted };
    const body = { id: newId(), siteId: fridge, occurredAt: at('12:00'), lines: [line] };
    expect((await steward.post<CountReply>('/api/v1/counts', body)).status).toBe(201);
    now = new Date(now.getTime() + 60_000);
  };
  const visit = async (time: string, left: number, more: Partial<RecordVisit> = {}) => {
    const lines = { left: [{ itemId: milk, quantity: left }], ...more };
    const body = { id: newId(), siteId: fridge, occurredAt: at(time), ...lines };
    const reply = await steward.post<RecordVisitReply>('/api/v1/visits', body);
    expect(reply.status).toBe(201);
    now = new Date(now.getTime() + 60_000);
    return reply.body.visit;
  };
  const inferred = async (id: Id) =>
    (await steward.get<VisitReply>(`/api/v1/visits/${id}`)).body.inferred.map(
      ({ reason, quantity, inferred: of }) => [reason, quantity, of?.from],
    );

  afterEach(async () => {
    const again = await server.app.get(Database).write(await actor(), async (work) => {
      await lockVisits(work, fridge);
      return settleHandOuts(work, fridge);
    });
    expect(again).toBe(0);
  });

  const actor = async () => {
    const { rows } = await goods.db.query<{ memberId: Id; groupId: Id }>(
      `select member_id as "memberId", group_id as "groupId" from visit order by id desc limit 1`,
    );
    const [member] = rows;
    if (!member) throw new Error('Nobody visited a fridge.');
    return { ...member, role: 'steward', timeZone: 'UTC' } as const;
  };

  it('stays true when a visit before it arrives after it, and so does what a visit after it found', async () => {
    await countAtNoon();
    const later = await visit('13:00', 4);
    expect(await inferred(later.id)).toEqual([['distribution', 1, at('12:00')]]);
    const late = await visit('11:00', 3);
    expect(await inferred(late.id)).toEqual([['distribution', 7, at('08:00')]]);
    expect(await inferred(later.id)).toEqual([['distribution', 1, at('12:00')]]);
    expect(await level()).toBe(4);
  });

  it('stays true when what a late visit put in and threw out was counted', async () => {
    await countAtNoon();
    await visit('11:00', 3, {
      thrownOut: [{ itemId: milk, quantity: 2, wasteReason: 'spoiled' }],
      putIn: [{ itemId: milk, quantity: 6 }],
    });
    expect(await level()).toBe(5);
  });

  it('stays true when a late visit tells of hand-outs that were booked and counted otherwise', async () => {
    const first = await visit('11:30', 4);
    await countAtNoon();
    await visit('10:00', 9);
    expect(await inferred(first.id)).toEqual([['distribution', 5, at('10:00')]]);
    expect(await level()).toBe(5);
  });

  it('stays true when a visit that it had seen is undone, and when one that was late is', async () => {
    const seen = await visit('11:00', 2, { putIn: [{ itemId: milk, quantity: 4 }] });
    await countAtNoon();
    const late = await visit('10:00', 7, { putIn: [{ itemId: milk, quantity: 1 }] });
    for (const { id } of [late, seen]) {
      const undo = { id: newId(), note: 'Another fridge' };
      expect((await steward.post(`/api/v1/visits/${id}/reversal`, undo)).status).toBe(201);
      expect(await level()).toBe(5);
    }
  });

  it('that arrives late itself divides what was taken before it from what was taken after it', async () => {
    const first = await visit('13:00', 4);
    await countAtNoon();
    // Nobody waits a minute for the job that looks at what moved.
    await server.app.get(Database).write(await actor(), async (work) => {
      await lockVisits(work, fridge);
      await settleHandOuts(work, fridge);
    });
    expect(await inferred(first.id)).toEqual([['distribution', 1, at('12:00')]]);
    expect(await level()).toBe(4);
  });

  it('had seen what was thrown out because it was warm, though that is told later', async () => {
    await visit('09:00', 10);
    await countAtNoon();
    const body = { id: newId(), checkedAt: at('11:00'), discarded: [{ itemId: milk, quantity: 3 }] };
    const reply = await steward.post<CheckColdReply>(`/api/v1/sites/${fridge}/cold-checks`, body);
    expect(reply.body.discarded).toMatchObject([{ status: 'recorded', onHand: 5, warnings: ['late'] }]);
    expect(await level()).toBe(5);
  });

  it('leaves the proof whole', async () => {
    await visit('09:00', 10);
    const found = await server.app.get(Database).enter((work) => verifyLedger(work));
    expect(found).toMatchObject({ differences: [] });
  });
});
