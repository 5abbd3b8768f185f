import { randomBytes } from 'node:crypto';
import { makeOwnCode } from '@shared/barcodes/own-code';
import type { LineProblemCode } from '@shared/stock/movement-line';
import type { MovementReply, RecordMovementsReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { v7 as newId } from 'uuid';
import { type Goods, goodsOf, type Line } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('recording movements', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  let [site, other, item] = ['', '', ''];
  const now = Date.parse('2026-11-20T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => new Date(now) });
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer', 'Vera');
    [site, other, item] = [await goods.site(), await goods.site(), await goods.item()];
    await goods.barcode(item, '00041331124508', 12);
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const at = (aheadMs = 0) => new Date(now + aheadMs).toISOString();
  const line = (more: object = {}) => ({
    ...{ id: newId(), reason: 'donation', itemId: item, quantity: 1, toSiteId: site, occurredAt: at() },
    ...more,
  });
  const send = async (...movements: unknown[]) => {
    const answer = await volunteer.post<RecordMovementsReply>('/api/v1/movements', { movements });
    expect(answer.status).toBe(200);
    return answer.body.results;
  };
  const record = (...lines: Line[]) =>
    goods.record(volunteer, ...lines.map((one) => ({ occurredAt: at(), ...one })));
  const out = (more: object = {}) =>
    line({ reason: 'distribution', fromSiteId: site, toSiteId: null, ...more });
  const waste = (more: object = {}) => out({ reason: 'waste', ...more });

  const refusals: [string, LineProblemCode, () => unknown][] = [
    ['an unknown field', 'unknown_field', () => line({ colour: 'red' })],
    ...[
      'recipientName',
      'name',
      'phone',
      'email',
      'e-mail',
      'address',
      'birthDate',
      'clientId',
      'passport',
    ].map((field): [string, LineProblemCode, () => unknown] => [
      `a field "${field}"`,
      'recipient_identity',
      () => out({ [field]: 'x' }),
    ]),
    ['no id', 'invalid_id', () => line({ id: undefined })],
    ['an id that is no UUID', 'invalid_id', () => line({ id: '7' })],
    ['an unknown reason', 'invalid_reason', () => line({ reason: 'theft' })],
    ['a number for a reason', 'invalid_reason', () => line({ reason: 1 })],
    ['neither item nor code', 'item_or_code', () => line({ itemId: undefined, quantity: undefined })],
    ['item and code', 'item_or_code', () => line({ code: '00041331124508', packs: 1 })],
    ['an item that is no UUID', 'invalid_item', () => line({ itemId: 'beans' })],
    ...[0, -1, 1.5, 1_000_000_001, '1', null, true, [1], 1e300].map(
      (quantity): [string, LineProblemCode, () => unknown] => [
        `the quantity ${JSON.stringify(quantity)}`,
        'invalid_quantity',
        () => line({ quantity }),
      ],
    ),
    ['packs 0', 'invalid_packs', () => line({ itemId: undefined, quantity: undefined, code: 'x', packs: 0 })],
    [
      'a code that is a number',
      'invalid_code',
      () => line({ ...{ itemId: undefined, quantity: undefined, code: 4, packs: 1 } }),
    ],
    [
      'a wrong check digit',
      'invalid_code',
      () => line({ itemId: undefined, quantity: undefined, code: '00041331124507', packs: 1 }),
    ],
    [
      'a code nobody bound',
      'unknown_code',
      () => line({ itemId: undefined, quantity: undefined, code: '4006381333931', packs: 1 }),
    ],
    [
      'more packs than a quantity may be',
      'invalid_quantity',
      () => line({ itemId: undefined, quantity: undefined, code: '00041331124508', packs: 1_000_000_000 }),
    ],
    ['a site that is no UUID', 'invalid_site', () => line({ toSiteId: 'here' })],
    [
      'from and to the same site',
      'same_site',
      () => line({ reason: 'transfer', fromSiteId: site, toSiteId: site.toUpperCase() }),
    ],
    ['a donation that leaves', 'sites_do_not_fit', () => line({ fromSiteId: site, toSiteId: null })],
    ['a donation to nowhere', 'sites_do_not_fit', () => line({ toSiteId: null })],
    ['a distribution that arrives', 'sites_do_not_fit', () => out({ toSiteId: other })],
    ['waste that arrives', 'sites_do_not_fit', () => waste({ fromSiteId: null, toSiteId: site })],
    ['a transfer to nowhere', 'sites_do_not_fit', () => out({ reason: 'transfer' })],
    ['a count of two sites', 'sites_do_not_fit', () => line({ reason: 'count', fromSiteId: other })],
    ['a lot that is text', 'invalid_lot', () => line({ lot: 'L1' })],
    ['a lot code with control characters', 'invalid_lot', () => line({ lot: { code: 'a\u0000b' } })],
    ['an unknown field of a lot', 'unknown_field', () => line({ lot: { colour: 'red' } })],
    ['30 February', 'impossible_date', () => line({ lot: { useBy: '2027-02-30' } })],
    ['a day written otherwise', 'impossible_date', () => line({ lot: { madeOn: '31/12/2026' } })],
    ['no instant', 'invalid_instant', () => line({ occurredAt: undefined })],
    ['an instant without an offset', 'invalid_instant', () => line({ occurredAt: '2026-11-20T15:00:00' })],
    ['an instant that does not exist', 'invalid_instant', () => line({ occurredAt: '2026-11-31T15:00:00Z' })],
    ['10 minutes and a millisecond ahead', 'in_the_future', () => line({ occurredAt: at(600_001) })],
    ['an unknown channel', 'invalid_detail', () => out({ channel: 'post' })],
    ['a household of 51', 'invalid_detail', () => out({ householdSize: 51 })],
    ['a household of half a person', 'invalid_detail', () => out({ householdSize: 0.5 })],
    ['a household at a donation', 'detail_does_not_fit', () => line({ householdSize: 2 })],
    ['a channel at a donation', 'detail_does_not_fit', () => line({ channel: 'walk_in' })],
    ['a donor of 121 characters', 'invalid_detail', () => line({ donor: 'x'.repeat(121) })],
    ['a donor at a distribution', 'detail_does_not_fit', () => out({ donor: 'Bakery' })],
    ['an unknown reason of waste', 'invalid_detail', () => waste({ wasteReason: 'eaten' })],
    ['a reason of waste at a distribution', 'detail_does_not_fit', () => out({ wasteReason: 'spoiled' })],
    ['a blank note', 'invalid_detail', () => line({ note: ' ' })],
    ['half a surrogate pair', 'invalid_detail', () => line({ note: '\ud800' })],
    ['an unknown item', 'unknown_item', () => line({ itemId: newId() })],
    ['an unknown site', 'unknown_site', () => line({ toSiteId: newId() })],
  ];

  it.each(refusals)('refuses %s: %s', async (_, code, make) => {
    const [result] = await send(make());
    expect(result).toMatchObject({ status: 'refused', onHand: null, warnings: [], problem: { code } });
    expect(result?.problem?.detail).not.toBe('');
  });

  it("refuses another group's items and sites, and the group's own in-transit site", async () => {
    const group = await goods.otherGroup();
    const theirItem = await goods.item('Theirs', { groupId: group });
    const theirSite = await goods.site('hub', [], group);
    const transit = await goods.db.query<{ id: string }>(`select id from site where kind = 'in_transit'`);
    const results = await send(
      line({ itemId: theirItem }),
      line({ toSiteId: theirSite }),
      line({ toSiteId: transit.rows[0]?.id }),
      line({ itemId: theirItem, lot: { code: 'L1' } }),
    );
    expect(results.map((result) => result.problem?.code)).toEqual([
      ...['unknown_item', 'unknown_site', 'unknown_site', 'unknown_item'],
    ]);
  });

  it('records the good lines of a batch, in the order sent, whatever is wrong with others', async () => {
    const mine = await goods.item();
    const results = await send(
      line({ itemId: mine, quantity: 5 }),
      {},
      line({ itemId: mine, quantity: -1 }),
      { id: 7 },
      line({ itemId: mine, quantity: 7 }),
    );
    expect(results.map((result) => result.status)).toEqual([
      'recorded',
      'refused',
      'refused',
      'refused',
      'recorded',
    ]);
    expect(results[1]).toMatchObject({ id: null });
    expect(results[4]).toMatchObject({ onHand: 12, problem: null });
  });

  it('refuses as a whole only what is no list of 1 to 500 objects', async () => {
    const refused = async (body: unknown, status = 422) =>
      expect((await volunteer.post('/api/v1/movements', body)).status).toBe(status);
    await refused({});
    await refused({ movements: [] });
    await refused({ movements: {} });
    await refused({ movements: 'x' });
    for (const stranger of ['x', null, []]) await refused({ movements: [line(), stranger] });
    await refused([]);
    await refused({ movements: [line()], more: 1 });
    await refused({ movements: Array.from({ length: 501 }, () => line()) });
    await refused('{"movements":[', 400);
    await refused(JSON.stringify({ movements: [line({ note: 'x'.repeat(2_000_000) })] }), 413);
    const results = await send(...Array.from({ length: 500 }, () => line()));
    expect(results.filter((result) => result.status === 'recorded')).toHaveLength(500);
  });

  it('takes an instant exactly 10 minutes ahead, one of long ago, and any offset', async () => {
    const results = await send(
      line({ occurredAt: at(600_000) }),
      line({ occurredAt: '2019-01-01T00:00Z' }),
      line({ occurredAt: '2026-11-20T10:00:00.123456-05:00' }),
    );
    expect(results.map((result) => result.status)).toEqual(['recorded', 'recorded', 'recorded']);
  });

  it('knows what it was sent before: the same is a duplicate, something else under its id is refused', async () => {
    const mine = await goods.item();
    const sent = line({ itemId: mine, quantity: 5, lot: { code: 'L1' } });
    await send(sent);
    const [again, upper] = await send(sent, {
      ...sent,
      id: sent.id.toUpperCase(),
      lot: { code: 'L1', useBy: null },
    });
    expect([again, upper]).toMatchObject([
      { status: 'duplicate', onHand: 5 },
      { status: 'duplicate', onHand: 5 },
    ]);
    const [changed] = await send({ ...sent, quantity: 6 });
    expect(changed).toMatchObject({ status: 'refused', problem: { code: 'id_reused' } });
    const twice = line({ itemId: mine, quantity: 1 });
    expect(
      (await send(twice, twice, { ...twice, quantity: 2 })).map((r) => r.problem?.code ?? r.status),
    ).toEqual([...['recorded', 'duplicate', 'id_reused']]);
    expect((await goods.stockOf(site, mine))?.onHand).toBe(6);
  });

  it('counts packs of a code, and reads the lot and the dates that a GS1 code carries', async () => {
    const mine = await goods.item();
    await goods.barcode(mine, '09506000134352', 6);
    const byCode = (code: string, packs = 1) =>
      ({ reason: 'donation', code, packs, toSiteId: site }) as const;
    const [plain, element] = await record(
      byCode('9506000134352', 2),
      byCode(']d2010950600013435217271231\u001d10ABC123'),
    );
    expect([plain, element]).toMatchObject([{ status: 'recorded' }, { status: 'recorded' }]);
    await record(byCode('https://id.gs1.org/01/09506000134352/10/XYZ?17=281231'));
    expect(await goods.stockOf(site, mine)).toMatchObject({
      onHand: 24,
      lots: [
        { code: 'ABC123', useBy: '2027-12-31', onHand: 6 },
        { code: 'XYZ', useBy: '2028-12-31', onHand: 6 },
        { lotId: null, onHand: 12 },
      ],
    });
  });

  it('reads our own labels of an item and of a lot', async () => {
    const mine = await goods.item();
    await record({ reason: 'donation', itemId: mine, quantity: 2, toSiteId: site, lot: { code: 'L7' } });
    const lot = await goods.db.query<{ id: string }>('select id from lot where item_id = $1', [mine]);
    const codes = [makeOwnCode(randomBytes(16)), makeOwnCode(randomBytes(16))] as const;
    await goods.db.query(
      'insert into own_code (code, group_id, item_id, lot_id) values ($4, $1, $2, null), ($5, $1, $2, $3)',
      [goods.groupId, mine, lot.rows[0]?.id, ...codes],
    );
    await record(
      ...codes.map((code, n) => ({ reason: 'donation' as const, code, packs: n + 1, toSiteId: site })),
    );
    expect(await goods.stockOf(site, mine)).toMatchObject({
      onHand: 5,
      lots: [
        { code: 'L7', onHand: 4 },
        { lotId: null, onHand: 1 },
      ],
    });
  });

  it('never refuses what is in the hand: below zero is recorded, flagged and said', async () => {
    const mine = await goods.item();
    const [first] = await record({ reason: 'distribution', itemId: mine, quantity: 2, fromSiteId: site });
    expect(first).toMatchObject({ status: 'recorded', onHand: -2, warnings: ['below_zero'] });
    expect(await goods.stockOf(site, mine)).toMatchObject({ onHand: -2, needsCount: true });
    await record({ reason: 'donation', itemId: mine, quantity: 10, toSiteId: site });
    expect(await goods.stockOf(site, mine)).toMatchObject({ onHand: 8, needsCount: true });
    await record({ reason: 'count', itemId: mine, quantity: 1, fromSiteId: site });
    expect(await goods.stockOf(site, mine)).toMatchObject({ onHand: 7, needsCount: false });
  });

  it('warns of dates in the calendar of the group', async () => {
    const mine = await goods.item();
    const give = (lot: object) =>
      ({ reason: 'donation', itemId: mine, quantity: 5, toSiteId: site, lot }) as const;
    const results = await record(
      give({ useBy: '2026-11-19' }),
      give({ useBy: '2026-11-20' }),
      give({ bestBy: '2026-11-19' }),
      { ...give({ useBy: '2026-11-19' }), reason: 'waste', fromSiteId: site, toSiteId: null },
    );
    expect(results.map((result) => result.warnings)).toEqual([['past_use_by'], [], ['past_best_by'], []]);
  });

  it('warns of what the site refuses', async () => {
    const fridge = await goods.site('fridge', ['past_use_by', 'raw_meat_fish', 'undated_prepared_food']);
    const meat = await goods.item('Chicken', { categoryId: await goods.category('raw_meat_fish') });
    const meal = await goods.item('Stew', { categoryId: await goods.category('prepared_food') });
    const formula = await goods.item('Formula', { categoryId: await goods.category('infant_food') });
    const give = (itemId: string, lot?: object) =>
      ({ reason: 'donation', itemId, quantity: 5, toSiteId: fridge, ...(lot ? { lot } : {}) }) as const;
    const results = await record(
      give(meat),
      give(meal),
      give(meal, { madeOn: '2026-11-20' }),
      give(item, { useBy: '2026-11-01' }),
      give(formula, { bestBy: '2026-11-01' }),
    );
    expect(results.map((result) => result.warnings)).toEqual([
      ...[['site_refuses'], ['site_refuses'], [], ['past_use_by', 'site_refuses'], ['past_use_by']],
    ]);
  });

  it('answers the level where it left, or where it came to from outside', async () => {
    const mine = await goods.item();
    const results = await record(
      { reason: 'donation', itemId: mine, quantity: 9, toSiteId: site },
      { reason: 'transfer', itemId: mine, quantity: 4, fromSiteId: site, toSiteId: other },
    );
    expect(results.map((result) => result.onHand)).toEqual([5, 5]);
    expect((await goods.stockOf(other, mine))?.onHand).toBe(4);
  });

  describe('history', () => {
    let mine: string;
    let ids: string[];

    beforeAll(async () => {
      mine = await goods.item('Oats', { unit: 'g' });
      const days = [
        '2026-11-18T12:00:00Z',
        '2026-11-19T04:59:59Z',
        '2026-11-19T05:00:00Z',
        '2026-11-20T04:59:59Z',
        '2026-11-20T05:00:00Z',
      ];
      const results = await record(
        ...days.map((occurredAt, n) => ({
          ...{
            reason: 'donation' as const,
            itemId: mine,
            quantity: n + 1,
            toSiteId: n % 2 ? other : site,
            occurredAt,
          },
          ...(n === 0 ? { donor: 'Bakery', note: 'late', lot: { code: 'L1', bestBy: '2027-01-01' } } : {}),
        })),
      );
      ids = results.map((result) => result.id ?? '').reverse();
    });

    const list = async (query: string) =>
      (await volunteer.get<Page<MovementReply>>(`/api/v1/movements?itemId=${mine}&${query}`)).body;
    const found = async (query: string) => (await list(query)).data.map((movement) => movement.id);

    it('tells everything about a movement, newest first', async () => {
      const { data, nextCursor } = await list('');
      expect(nextCursor).toBeNull();
      expect(data.map((movement) => movement.id)).toEqual(ids);
      expect(data[4]).toEqual({
        ...{ id: ids[4], reason: 'donation', itemId: mine, itemName: 'Oats', unit: 'g', quantity: 1 },
        ...{ fromSiteId: null, toSiteId: site, occurredAt: '2026-11-18T12:00:00.000Z', recordedAt: at() },
        lot: {
          id: expect.any(String) as string,
          code: 'L1',
          useBy: null,
          bestBy: '2027-01-01',
          madeOn: null,
        },
        ...{
          memberName: 'Vera',
          channel: null,
          householdSize: null,
          donor: 'Bakery',
          wasteReason: null,
          note: 'late',
        },
        ...{
          reverses: null,
          reversedBy: null,
          transferId: null,
          inferred: null,
          lateFor: null,
          balances: null,
        },
      });
    });

    it('is found by site, and between instants or days of the group', async () => {
      expect(await found(`siteId=${other}`)).toEqual([ids[1], ids[3]]);
      expect(await found('from=2026-11-19&to=2026-11-19')).toEqual([ids[1], ids[2]]);
      expect(await found('from=2026-11-19T05:00:00Z&to=2026-11-20T05:00:00Z')).toEqual([ids[1], ids[2]]);
      expect(await found(`siteId=${site}&from=2026-11-20`)).toEqual([ids[0]]);
    });

    it('goes on behind the last row, whatever arrives in between', async () => {
      const parts: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page<MovementReply> = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
        parts.push(...page.data.map((movement) => movement.id));
        cursor = page.nextCursor;
        if (parts.length === 2) {
          await record({
            reason: 'donation',
            itemId: mine,
            quantity: 1,
            toSiteId: site,
            occurredAt: at(1000),
          });
        }
      }
      expect(parts).toEqual(ids);
      const bySite = await list(`siteId=${other}&limit=1`);
      expect(await found(`siteId=${other}&limit=1&cursor=${bySite.nextCursor ?? ''}`)).toEqual([ids[3]]);
    });

    it('loses the name of a member who asked to be forgotten, and nothing else', async () => {
      const leaving = await server.join('volunteer', 'Forgettable');
      const [result] = await goods.record(leaving, {
        ...{ reason: 'donation', itemId: mine, quantity: 1, toSiteId: site, occurredAt: at() },
      });
      const told = async () => (await list('')).data.find((movement) => movement.id === result?.id);
      expect(await told()).toMatchObject({ memberName: 'Forgettable' });
      await leaving.delete('/api/v1/me');
      expect(await told()).toMatchObject({ memberName: null, quantity: 1 });
    });

    it('refuses what it does not know', async () => {
      const forged = Buffer.from('99999999999999999999 x').toString('base64url');
      const queries = [
        'limit=0',
        'limit=1e2',
        'limit=501',
        'cursor=%00',
        `cursor=${forged}`,
        'from=yesterday',
        'to=2026-02-30',
        'siteId=x',
      ];
      for (const query of [...queries, 'x=1', 'limit=1&limit=2']) {
        expect([query, (await volunteer.get(`/api/v1/movements?${query}`)).status]).toEqual([query, 422]);
      }
    });
  });
});
