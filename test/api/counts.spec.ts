import { v7 as newId } from 'uuid';
import type { CountReply } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('counting a shelf', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  let site: Id;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer');
    site = await goods.site();
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const count = (lines: object[], more: object = {}) =>
    volunteer.post<CountReply>('/api/v1/counts', {
      id: newId(),
      siteId: site,
      occurredAt: ago(0),
      lines,
      ...more,
    });
  const stocked = async (quantity: number, minutes = 60) => {
    const itemId = await goods.item();
    await goods.record(volunteer, {
      reason: 'donation',
      itemId,
      quantity,
      toSiteId: site,
      occurredAt: ago(minutes),
    });
    return itemId;
  };

  it('brings levels to what was there, and says what the books had said', async () => {
    const [more, less, same] = [await stocked(10), await stocked(10), await stocked(10)];
    const { status, body } = await count([
      { itemId: more, counted: 12 },
      { itemId: less, counted: 0 },
      { itemId: same, counted: 10 },
    ]);
    expect(status).toBe(201);
    const lineOf = (itemId: Id) => body.lines.find((line) => line.itemId === itemId);
    expect(lineOf(more)).toMatchObject({
      counted: 12,
      expected: 10,
      onHand: 12,
      movementId: expect.any(String),
    });
    expect(lineOf(less)).toMatchObject({ counted: 0, expected: 10, onHand: 0 });
    expect(lineOf(same)).toEqual({
      itemId: same,
      lotId: null,
      counted: 10,
      expected: 10,
      onHand: 10,
      movementId: null,
    });
  });

  it('counts what was there at its moment: what moved since is moved still', async () => {
    const itemId = await stocked(10);
    await goods.record(volunteer, {
      reason: 'distribution',
      itemId,
      quantity: 4,
      fromSiteId: site,
      occurredAt: ago(5),
    });
    const { body } = await count([{ itemId, counted: 8 }], { occurredAt: ago(30) });
    expect(body.lines).toMatchObject([{ expected: 10, counted: 8, onHand: 4 }]);
  });

  it('needs no count any more, where it agrees too', async () => {
    const itemId = await stocked(1);
    await goods.record(volunteer, { reason: 'distribution', itemId, quantity: 3, fromSiteId: site });
    await goods.record(volunteer, { reason: 'donation', itemId, quantity: 6, toSiteId: site });
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 4, needsCount: true });
    await count([{ itemId, counted: 4 }]);
    expect(await goods.stockOf(site, itemId)).toMatchObject({ onHand: 4, needsCount: false });
  });

  it('counts one lot by itself', async () => {
    const itemId = await goods.item();
    const lot = { code: 'L1', useBy: '2027-01-31' };
    await goods.record(volunteer, { reason: 'donation', itemId, quantity: 5, toSiteId: site, lot });
    await goods.record(volunteer, { reason: 'donation', itemId, quantity: 7, toSiteId: site });
    const { body } = await count([{ itemId, counted: 3, lot: { code: 'L1' } }]);
    expect(body.lines).toMatchObject([{ lotId: expect.any(String), expected: 5, counted: 3, onHand: 10 }]);
  });

  it('changes nothing when it is sent again, and refuses the id with something else', async () => {
    const itemId = await stocked(10);
    const body = { id: newId(), siteId: site, occurredAt: ago(0), lines: [{ itemId, counted: 7 }] };
    const first = await volunteer.post('/api/v1/counts', body);
    const again = await volunteer.post('/api/v1/counts', body);
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    const other = await volunteer.post('/api/v1/counts', { ...body, lines: [{ itemId, counted: 8 }] });
    expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  it('is recorded once when many send it at once', async () => {
    const itemId = await stocked(10);
    const body = { id: newId(), siteId: site, occurredAt: ago(0), lines: [{ itemId, counted: 3 }] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => volunteer.post('/api/v1/counts', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 7 }, () => 200),
      201,
    ]);
    expect((await goods.stockOf(site, itemId))?.onHand).toBe(3);
  });

  it('refuses what it does not know, twice the same, and the future', async () => {
    const itemId = await stocked(1);
    const paths = async (lines: object[], more: object = {}) => {
      const { status, body } = await count(lines, more);
      return [status, (body as unknown as { errors?: { path: string }[] }).errors?.[0]?.path];
    };
    expect(await paths([{ itemId: newId(), counted: 1 }])).toEqual([422, 'lines[0].itemId']);
    expect(
      await paths([
        { itemId, counted: 1 },
        { itemId, counted: 2 },
      ]),
    ).toEqual([422, 'lines[1]']);
    expect(await paths([{ itemId, counted: -1 }])).toEqual([422, 'lines[0].counted']);
    expect(await paths([{ itemId, counted: 1 }], { occurredAt: ago(-60) })).toEqual([422, 'occurredAt']);
    expect((await count([{ itemId, counted: 1 }], { siteId: newId() })).status).toBe(404);
  });
});
