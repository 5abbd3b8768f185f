import { v7 as newId } from 'uuid';
import type { MissedAskReply } from '@shared/needs/needs.contract';
import type { Page } from '@shared/words/page';
import { ToldHistory } from '../ledger/told-history';
import { startTestApp, type TestApp } from '../support/test-app';

describe('missed asks', () => {
  let server: TestApp;
  let history: ToldHistory;
  let siteId: string;
  let itemId: string;
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString();

  beforeAll(async () => {
    server = await startTestApp();
    history = await ToldHistory.begin(server);
    siteId = await history.addSite('Corner pantry');
    itemId = await history.addItem('Diapers size 4');
  });

  afterAll(() => server.close());

  const record = (body: Record<string, unknown>) =>
    server.organizer.post<MissedAskReply>('/api/v1/missed-asks', body);

  it('are recorded once for an id', async () => {
    const ask = { id: newId(), siteId, itemId, quantity: 2, occurredAt };
    const made = await record(ask);
    const reply = {
      id: ask.id,
      siteId,
      siteName: 'Corner pantry',
      itemId,
      itemName: 'Diapers size 4',
      text: null,
    };
    expect(made).toMatchObject({ status: 201, body: { ...reply, quantity: 2, occurredAt } });
    expect(await record(ask)).toMatchObject({ status: 200, body: made.body });
    expect(await record({ ...ask, quantity: 3 })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  it('are recorded once when one id is sent by many at once', async () => {
    const ask = { id: newId(), siteId, itemId, quantity: 1, occurredAt };
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => record(ask)))).map(
      (answer) => answer.status,
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(11);
  });

  it('take words for what has no item', async () => {
    const made = await record({ siteId, text: '  A stroller ', quantity: 1, occurredAt });
    expect(made).toMatchObject({ status: 201, body: { itemId: null, itemName: null, text: 'A stroller' } });
  });

  it('are listed newest first, of a site or of an item', async () => {
    const other = await history.addSite('Other pantry');
    for (const hours of [3, 1, 2])
      await record({
        siteId: other,
        itemId,
        quantity: hours,
        occurredAt: new Date(Date.now() - hours * 3_600_000).toISOString(),
      });
    const list = async (query: string) =>
      (await server.organizer.get<Page<MissedAskReply>>(`/api/v1/missed-asks?${query}`)).body;
    expect((await list(`siteId=${other}`)).data.map((ask) => ask.quantity)).toEqual([1, 2, 3]);
    const first = await list(`siteId=${other}&itemId=${itemId}&limit=2`);
    expect(first.data).toHaveLength(2);
    const second = await list(`siteId=${other}&itemId=${itemId}&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(second).toMatchObject({ data: [{ quantity: 3 }], nextCursor: null });
  });

  it('refuse what says nothing, what is ahead of the time, and what is not the group’s', async () => {
    const good = { siteId, itemId, quantity: 1, occurredAt };
    const ahead = new Date(Date.now() + 11 * 60_000).toISOString();
    const { itemId: _, ...nothing } = good;
    const bad = [
      nothing,
      { ...good, occurredAt: ahead },
      { ...good, quantity: 0 },
      { ...good, quantity: 1.5 },
    ];
    for (const body of [
      ...bad,
      { ...good, name: 'Maria' },
      { ...good, text: ' ' },
      { ...good, occurredAt: 'now' },
    ])
      expect(await record(body)).toMatchObject({ status: 422, body: { code: 'invalid' } });
    for (const body of [
      { ...good, siteId: newId() },
      { ...good, itemId: newId() },
      { ...good, siteId: history.inTransit },
    ])
      expect(await record(body)).toMatchObject({ status: 404 });
    expect((await server.nobody.post('/api/v1/missed-asks', good)).status).toBe(401);
  });
});
