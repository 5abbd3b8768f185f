import { request } from 'node:http';
import { v7 as newId } from 'uuid';
import type { RecordMovementsReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { type Goods, goodsOf } from '../support/goods';
import { manySessions } from '../support/many-sessions';
import { otherGroup } from '../support/other-group';
import { storm } from '../support/storm';
import { startTestApp, type TestApp } from '../support/test-app';
import { until } from '../faults/until';

describe('when many devices wake up at once', () => {
  let server: TestApp;
  let goods: Goods;
  let siteIds: Id[];
  let itemIds: Id[];

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    siteIds = await Promise.all([goods.site(), goods.site()]);
    itemIds = await Promise.all(Array.from({ length: 10 }, () => goods.item()));
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const movements = async () =>
    (await goods.db.query<{ count: number }>('select count(*)::int as count from movement')).rows[0]?.count ??
    0;

  const line = (more: object = {}) => ({
    ...{ id: newId(), reason: 'donation', itemId: itemIds[0], quantity: 1, toSiteId: siteIds[0] },
    ...{ occurredAt: new Date().toISOString(), ...more },
  });

  it('records every scan once: 30 devices with 50 each, every fifth answer lost', async () => {
    const before = await movements();
    const tokens = await manySessions(goods.db, 30);
    const report = await storm({
      ...{ address: server.address, tokens, siteIds, itemIds, scansEach: 50, batchSize: 10 },
      ...{ withinMs: 300, lost: 0.2, seed: 7 },
    });
    expect(report.refused).toBe(0);
    expect(report.lostAnswers).toBeGreaterThan(0);
    expect(report.recorded + report.duplicates).toBe(1_500);
    expect((await movements()) - before).toBe(1_500);
  });

  it('tells whom it cannot take in now when to come back, before reading what they send', async () => {
    const before = await movements();
    const tokens = await manySessions(goods.db, 40);
    // Bodies that are announced and do not come: room for 33 of them, however slowly they are sent.
    const calls = tokens.map((token) => announce(server.address, token, 1_900_000));
    const told = () => calls.flatMap(({ status }) => status() ?? []);
    await until('seven are told to come back', 20_000, async () => told().length >= 7);
    expect(told()).toEqual(Array<number>(7).fill(429));
    const person = server.as(tokens[0] ?? '');
    const filler = { movements: [line({ note: 'x'.repeat(1_900_000) })] };
    const answer = await person.post<{ code: string }>('/api/v1/movements', filler);
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many']);
    expect(['1', '2', '3', '4', '5']).toContain(answer.headers.get('retry-after'));
    // A scan that takes little room still gets in, and there is room again once the others are gone.
    expect((await person.post('/api/v1/movements', { movements: [line()] })).status).toBe(200);
    for (const call of calls) call.cut();
    await until(
      'there is room again',
      20_000,
      async () => (await person.post('/api/v1/movements', filler)).status === 200,
    );
    expect(await movements()).toBe(before + 1);
  });

  it('lets a device with a single scan in between the batches of one that has hundreds', async () => {
    const [greedy, modest] = (await manySessions(goods.db, 2)).map((token) => server.as(token));
    await modest?.get('/api/v1/me');
    const order: string[] = [];
    const flood = Array.from({ length: 60 }, async () => {
      await greedy?.post('/api/v1/movements', { movements: Array.from({ length: 100 }, () => line()) });
      order.push('greedy');
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await modest?.post('/api/v1/movements', { movements: [line({ itemId: itemIds[1] })] });
    order.push('modest');
    await Promise.all(flood);
    expect(order.indexOf('modest')).toBeLessThan(45);
  });

  it('takes the same scans from another session and another member, once', async () => {
    const [first, second] = [await server.join('volunteer'), await server.join('volunteer')];
    const batch = { movements: [line(), line()] };
    const statuses = async (person: typeof first) =>
      (await person.post<RecordMovementsReply>('/api/v1/movements', batch)).body.results.map(
        ({ status }) => status,
      );
    await first.post('/api/v1/sign-out');
    const refused = await first.post<{ code: string }>('/api/v1/movements', batch);
    expect([refused.status, refused.body.code]).toEqual([401, 'not_signed_in']);
    const sync = await first.get<{ code: string }>('/api/v1/sync');
    expect([sync.status, sync.body.code]).toEqual([401, 'not_signed_in']);
    expect(await statuses(second)).toEqual(['recorded', 'recorded']);
    expect(await statuses(server.organizer)).toEqual(['duplicate', 'duplicate']);
    // Another group has no part in it.
    const stranger = await otherGroup(server);
    const [result] = (await stranger.post<RecordMovementsReply>('/api/v1/movements', batch)).body.results;
    expect(result?.status).toBe('refused');
  });
});

/** Begins a batch call and sends no body. `status` is what was answered so far. */
function announce(
  address: string,
  token: string,
  bytes: number,
): { status: () => number | null; cut: () => void } {
  const call = request(`${address}/api/v1/movements`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': bytes,
    },
  });
  call.on('error', () => undefined);
  call.flushHeaders();
  let status: number | null = null;
  call.once('response', (response) => {
    response.resume();
    status = response.statusCode ?? null;
  });
  return { status: () => status, cut: () => call.destroy() };
}
