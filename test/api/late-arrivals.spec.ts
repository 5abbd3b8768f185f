import { v7 as newId } from 'uuid';
import type { MovementReply, ReversalReply } from '@shared/stock/stock.contract';
import type { CountReply } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import { Database } from '@api/platform/database';
import { type Goods, goodsOf, type Line } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('what arrives after a count', () => {
  let server: TestApp;
  let goods: Goods;
  let site: Id;
  let item: Id;
  let now = new Date('2026-11-22T15:00:00Z');
  let volunteer: Person;

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  beforeEach(async () => {
    now = new Date('2026-11-22T15:00:00Z');
    [site, item] = [await goods.site(), await goods.item()];
    await record({ reason: 'donation', quantity: 20, toSiteId: site, occurredAt: '2026-11-22T08:00:00Z' });
  });

  const record = async (line: Line) => (await goods.record(volunteer, { itemId: item, ...line }))[0];
  const at = (time: string) => `2026-11-22T${time}:00Z`;
  const level = async () => (await goods.stockOf(site, item))?.onHand;
  const history = async () =>
    (await server.organizer.get<Page<MovementReply>>(`/api/v1/movements?itemId=${item}`)).body.data;
  /** Somebody counted 15 at noon: five were gone. */
  const countAtNoon = (counted = 15) =>
    volunteer.post<CountReply>('/api/v1/counts', {
      ...{ id: newId(), siteId: site, occurredAt: at('12:00'), lines: [{ itemId: item, counted }] },
    });

  it('does not shift what was counted: it is kept, known as late, and balanced at the time of the count', async () => {
    await countAtNoon();
    now = new Date(at('15:10'));
    const late = await record({
      reason: 'distribution',
      quantity: 3,
      fromSiteId: site,
      occurredAt: at('10:00'),
    });
    expect(late).toMatchObject({ status: 'recorded', onHand: 15, warnings: ['late'] });
    expect(await level()).toBe(15);
    const [balance, , movement] = await history();
    expect(movement).toMatchObject({
      reason: 'distribution',
      quantity: 3,
      lateFor: '2026-11-22T12:00:00.000Z',
    });
    expect(balance).toMatchObject({
      ...{ reason: 'count', quantity: 3, fromSiteId: null, toSiteId: site, balances: movement?.id },
      ...{ occurredAt: '2026-11-22T12:00:00.000Z', lateFor: null },
    });
  });

  it('says so again when it is sent again, and changes nothing', async () => {
    await countAtNoon();
    now = new Date(at('15:10'));
    const id = newId();
    const line: Line = { id, reason: 'donation', quantity: 2, toSiteId: site, occurredAt: at('11:00') };
    expect(await record(line)).toMatchObject({ status: 'recorded', onHand: 15, warnings: ['late'] });
    expect(await record(line)).toMatchObject({ status: 'duplicate', onHand: 15, warnings: ['late'] });
    expect((await history()).length).toBe(4);
  });

  it('counts as usual when it happened after the count, or nobody counted', async () => {
    await countAtNoon();
    now = new Date(at('15:10'));
    expect(
      await record({ reason: 'waste', quantity: 1, fromSiteId: site, occurredAt: at('13:00') }),
    ).toMatchObject({
      ...{ onHand: 14, warnings: [] },
    });
    const other = await goods.item();
    const [line] = await goods.record(volunteer, {
      ...{ reason: 'donation', itemId: other, quantity: 4, toSiteId: site, occurredAt: at('10:00') },
    });
    expect(line).toMatchObject({ onHand: 4, warnings: [] });
  });

  it('counts again when somebody says that the count came first', async () => {
    await countAtNoon();
    now = new Date(at('15:10'));
    await record({ reason: 'distribution', quantity: 3, fromSiteId: site, occurredAt: at('10:00') });
    const balance = (await history()).find(({ balances }) => balances !== null) as MovementReply;
    const undone = await volunteer.post(`/api/v1/movements/${balance.id}/reversal`, {
      id: newId(),
      note: 'Counted before',
    });
    expect(undone).toMatchObject({ status: 201, body: { onHand: 12 } });
    expect(await level()).toBe(12);
  });

  const undo = ({ id }: MovementReply, by = newId()) =>
    volunteer.post<ReversalReply>(`/api/v1/movements/${id}/reversal`, { id: by, note: 'Scanned twice' });

  it('leaves the count alone when the late one is undone, whose balance nobody undoes any more', async () => {
    await countAtNoon();
    now = new Date(at('15:10'));
    await record({ reason: 'distribution', quantity: 3, fromSiteId: site, occurredAt: at('10:00') });
    const moved = await history();
    const late = moved.find(({ lateFor }) => lateFor !== null) as MovementReply;
    const balance = moved.find(({ balances }) => balances !== null) as MovementReply;
    const id = newId();
    for (const status of [201, 200]) {
      expect((await undo(late, id)).status).toBe(status);
      expect(await level()).toBe(15);
    }
    expect(await undo(balance)).toMatchObject({ status: 409, body: { code: 'not_reversible' } });
  });

  it('leaves the count alone when what it had seen is undone, and says of the undoing that it was late', async () => {
    now = new Date(at('12:01'));
    await countAtNoon();
    const [, scanned] = await history();
    now = new Date(at('12:02'));
    const undone = await undo(scanned as MovementReply);
    expect(undone.body).toMatchObject({ quantity: 20, onHand: 15, lateFor: '2026-11-22T12:00:00.000Z' });
    expect(await level()).toBe(15);
    expect((await history()).find(({ balances }) => balances === undone.body.id)).toMatchObject({
      ...{ reason: 'count', quantity: 20, toSiteId: site, occurredAt: '2026-11-22T12:00:00.000Z' },
    });
  });

  it('counts again when the count is undone, and what was balanced for it with it', async () => {
    await countAtNoon();
    const [count] = await history();
    now = new Date(at('15:10'));
    await record({ reason: 'distribution', quantity: 3, fromSiteId: site, occurredAt: at('10:00') });
    expect((await undo(count as MovementReply)).body.onHand).toBe(17);
    expect(await level()).toBe(17);
  });

  it('shifts nothing at the one site that was counted of the two that goods moved between', async () => {
    const there = await goods.site();
    await countAtNoon();
    now = new Date(at('15:10'));
    await record({
      reason: 'transfer',
      quantity: 2,
      fromSiteId: site,
      toSiteId: there,
      occurredAt: at('09:00'),
    });
    expect([await level(), (await goods.stockOf(there, item))?.onHand]).toEqual([15, 2]);
  });

  it('goes by no count that was undone', async () => {
    await countAtNoon();
    const [count] = await history();
    await volunteer.post(`/api/v1/movements/${count?.id ?? ''}/reversal`, {
      id: newId(),
      note: 'Wrong shelf',
    });
    now = new Date(at('15:10'));
    const line = await record({
      reason: 'distribution',
      quantity: 3,
      fromSiteId: site,
      occurredAt: at('10:00'),
    });
    expect(line).toMatchObject({ onHand: 17, warnings: [] });
  });

  it('holds for a count that agreed with the books too, and leaves no movement for it', async () => {
    expect((await countAtNoon(20)).body.lines).toMatchObject([
      { counted: 20, expected: 20, movementId: null, onHand: 20 },
    ]);
    now = new Date(at('15:10'));
    const line = await record({ reason: 'waste', quantity: 3, fromSiteId: site, occurredAt: at('10:00') });
    expect(line).toMatchObject({ onHand: 20, warnings: ['late'] });
  });

  it('is nothing special after a movement of the kind count, which is a difference and no truth', async () => {
    await record({ reason: 'count', quantity: 5, fromSiteId: site, occurredAt: at('12:00') });
    now = new Date(at('15:10'));
    const line = await record({ reason: 'waste', quantity: 3, fromSiteId: site, occurredAt: at('10:00') });
    expect(line).toMatchObject({ onHand: 12, warnings: [] });
  });

  it('leaves an item to be counted that was to be counted', async () => {
    await countAtNoon();
    await record({ reason: 'distribution', quantity: 16, fromSiteId: site, occurredAt: at('14:00') });
    expect((await goods.stockOf(site, item))?.needsCount).toBe(true);
    now = new Date(at('15:10'));
    await record({ reason: 'donation', quantity: 5, toSiteId: site, occurredAt: at('10:00') });
    expect(await goods.stockOf(site, item)).toMatchObject({ onHand: -1, needsCount: true });
  });

  it('is the same for a batch with lots, and for goods that were sent on their way', async () => {
    const there = await goods.site();
    await countAtNoon();
    now = new Date(at('15:10'));
    const lot = { code: 'L1', useBy: '2027-01-31' };
    const results = await goods.record(
      volunteer,
      { reason: 'donation', itemId: item, quantity: 2, toSiteId: site, lot, occurredAt: at('10:00') },
      { reason: 'donation', itemId: item, quantity: 1, toSiteId: site, occurredAt: at('14:00') },
    );
    expect(results.map(({ onHand, warnings }) => [onHand, warnings])).toEqual([
      [16, ['late']],
      [16, []],
    ]);
    const shipped = await volunteer.post('/api/v1/transfers', {
      ...{ id: newId(), fromSiteId: site, toSiteId: there, shippedAt: at('11:00') },
      lines: [{ itemId: item, quantity: 4 }],
    });
    expect(shipped.status).toBe(201);
    expect(await level()).toBe(16);
  });

  it('leaves the proof whole', async () => {
    const { rows } = await goods.db.query<{ n: number }>('select count(*)::int as n from late_movement');
    expect(rows[0]?.n).toBeGreaterThan(5);
    const found = await server.app.get(Database).enter((work) => verifyLedger(work));
    expect(found).toMatchObject({ differences: [] });
  });
});
