import type { MovementReply, ReversalReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { v7 as newId } from 'uuid';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('undoing a movement', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  let site: string;
  let now = Date.parse('2026-11-20T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => new Date(now) });
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer', 'Vera');
    site = await goods.site();
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const at = () => new Date(now).toISOString();
  const donate = async (quantity: number, person = volunteer, occurredAt = at()) => {
    const itemId = await goods.item();
    const [result] = await goods.record(person, {
      reason: 'donation',
      itemId,
      quantity,
      toSiteId: site,
      donor: 'Eastside Bakery',
      lot: { code: 'L1', useBy: '2027-01-31' },
      occurredAt,
    });
    return { itemId, id: result?.id ?? '' };
  };
  const undo = (person: Person, movementId: string, id = newId(), note = 'scanned twice') =>
    person.post<ReversalReply>(`/api/v1/movements/${movementId}/reversal`, { id, note });

  it('records the same goods the other way round, linked to what they undo', async () => {
    const { id, itemId } = await donate(12);
    const answer = await undo(volunteer, id);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ reason: 'donation', itemId, quantity: 12, fromSiteId: site, toSiteId: null, reverses: id },
      ...{ note: 'scanned twice', memberName: 'Vera', occurredAt: at(), onHand: 0, reversedBy: null },
      lot: { code: 'L1', useBy: '2027-01-31' },
    });
    const history = await volunteer.get<Page<MovementReply>>(`/api/v1/movements?itemId=${itemId}`);
    expect(history.body.data.map((m) => [m.id, m.reversedBy])).toEqual([
      [answer.body.id, null],
      [id, answer.body.id],
    ]);
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 0, lots: [] });
  });

  it('answers the same reversal again with what stands', async () => {
    const { id } = await donate(5);
    const reversal = newId();
    const first = await undo(volunteer, id, reversal);
    const again = await undo(volunteer, id.toUpperCase(), reversal.toUpperCase());
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await undo(volunteer, id, reversal, 'another reason')).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    });
  });

  it('undoes a movement once', async () => {
    const { id } = await donate(5);
    await undo(volunteer, id);
    expect(await undo(volunteer, id)).toMatchObject({ status: 409, body: { code: 'already_reversed' } });
  });

  it('makes one of thirty reversals at once', async () => {
    const { id, itemId } = await donate(5);
    const answers = await Promise.all(Array.from({ length: 30 }, () => undo(volunteer, id)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body && answer.status === 409)).toHaveLength(29);
    expect((await goods.stockOf(site, itemId))?.onHand).toBe(0);
  });

  it('makes one of thirty sendings of the same reversal', async () => {
    const { id, itemId } = await donate(5);
    const reversal = newId();
    const answers = await Promise.all(Array.from({ length: 30 }, () => undo(volunteer, id, reversal)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array<number>(29).fill(200), 201]);
    expect((await goods.stockOf(site, itemId))?.onHand).toBe(0);
  });

  it('does not undo a reversal', async () => {
    const { id } = await donate(5);
    const reversal = await undo(volunteer, id);
    expect(await undo(server.organizer, reversal.body.id)).toMatchObject({
      status: 409,
      body: { code: 'not_reversible' },
    });
  });

  it('lets a volunteer undo their own movements of the same day, a steward any', async () => {
    const other = await server.join('volunteer');
    const steward = await server.join('steward');
    const refused = { status: 403, body: { code: 'not_allowed' } };
    const { id } = await donate(5);
    expect(await undo(other, id)).toMatchObject(refused);
    expect((await undo(steward, id)).status).toBe(201);
    // 04:59 UTC on the 21st is still the 20th in New York; 05:00 is not.
    const late = await donate(5);
    const later = await donate(5);
    now = Date.parse('2026-11-21T04:59:59Z');
    expect((await undo(volunteer, late.id)).status).toBe(201);
    now = Date.parse('2026-11-21T05:00:00Z');
    expect(await undo(volunteer, later.id)).toMatchObject(refused);
    expect((await undo(steward, later.id)).status).toBe(201);
  });

  it("knows neither unknown movements nor another group's", async () => {
    const group = await goods.otherGroup();
    const foreign = newId();
    const [item, elsewhere, member] = [
      await goods.item('Rice', { groupId: group }),
      await goods.site('hub', [], group),
      newId(),
    ];
    await goods.db.query(
      `insert into member (id, group_id, name, role, joined_at) values ($1, $2, 'Eve', 'organizer', now())`,
      [member, group],
    );
    await goods.db.query(
      `insert into movement (id, group_id, reason, item_id, quantity, to_site_id, occurred_at, recorded_at, member_id, fingerprint)
       values ($1, $2, 'donation', $3, 1, $4, now(), now(), $5, gen_random_uuid())`,
      [foreign, group, item, elsewhere, member],
    );
    for (const id of [newId(), foreign, 'nonsense']) {
      expect(await undo(server.organizer, id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('takes no note that is blank and no field that it does not know', async () => {
    const { id } = await donate(5);
    expect((await undo(volunteer, id, newId(), ' ')).status).toBe(422);
    expect((await undo(volunteer, id, 'x')).status).toBe(422);
    const more = await volunteer.post(`/api/v1/movements/${id}/reversal`, {
      id: newId(),
      note: 'n',
      quantity: 1,
    });
    expect(more).toMatchObject({ status: 422, body: { errors: [{ path: 'quantity' }] } });
  });

  it('takes the flag back when what took the level below zero is undone', async () => {
    const { itemId } = await donate(5);
    now += 1000;
    const [taken] = await goods.record(volunteer, {
      ...{ reason: 'distribution', itemId, quantity: 9, fromSiteId: site, occurredAt: at() },
    });
    expect(taken).toMatchObject({ onHand: -4, warnings: ['below_zero'] });
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: -4, needsCount: true });
    now += 1000;
    expect(await undo(volunteer, taken?.id ?? '')).toMatchObject({ status: 201, body: { onHand: 5 } });
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 5, needsCount: false });
  });

  it('keeps the flag when something else is undone, or when a count is', async () => {
    const { itemId } = await donate(5);
    now += 1000;
    const take = { reason: 'distribution', itemId, quantity: 6, fromSiteId: site } as const;
    await goods.record(volunteer, { ...take, occurredAt: at() });
    now += 1000;
    const [second] = await goods.record(volunteer, { ...take, quantity: 1, occurredAt: at() });
    await goods.record(volunteer, {
      ...{ reason: 'donation', itemId, quantity: 10, toSiteId: site, occurredAt: at() },
    });
    await undo(volunteer, second?.id ?? '');
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 9, needsCount: true });
    const [counted] = await goods.record(volunteer, {
      ...{ reason: 'count', itemId, quantity: 2, fromSiteId: site, occurredAt: at() },
    });
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 7, needsCount: false });
    now += 1000;
    const [flagged] = await goods.record(volunteer, { ...take, quantity: 8, occurredAt: at() });
    expect(flagged?.onHand).toBe(-1);
    await undo(server.organizer, counted?.id ?? '');
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 1, needsCount: true });
  });
});
