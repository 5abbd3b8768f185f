import { v7 as newId } from 'uuid';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { ListedParLevelReply } from '@shared/figures/par-levels.contract';
import type { Page } from '@shared/words/page';
import { ToldHistory } from '../ledger/told-history';
import { startTestApp, type TestApp } from '../support/test-app';

describe('par levels', () => {
  let server: TestApp;
  let history: ToldHistory;
  let north: string;
  let south: string;

  beforeAll(async () => {
    server = await startTestApp();
    history = await ToldHistory.begin(server);
    north = await history.addSite('North');
    south = await history.addSite('South');
  });

  afterAll(() => server.close());

  const targets = async (itemId: string) => {
    const path = '/api/v1/reports/shortages?status=all&limit=500';
    const { body } = await server.organizer.get<Page<ShortageReply>>(path);
    const rows = body.data.filter((row) => row.itemId === itemId);
    return Object.fromEntries(rows.map((row) => [row.siteName, row.target]));
  };

  it('hold at one site, or by default at every site that has none of its own', async () => {
    const item = await history.addItem('Beans');
    const set = await server.organizer.put(`/api/v1/sites/${north}/par-levels/${item}`, {
      minimum: 2,
      target: 5,
    });
    expect(set).toMatchObject({ status: 200, body: { siteId: north, itemId: item, minimum: 2, target: 5 } });
    expect(await targets(item)).toEqual({ North: 5 });
    const everywhere = await server.organizer.put(`/api/v1/par-levels/${item}`, { minimum: 1, target: 3 });
    expect(everywhere).toMatchObject({
      status: 200,
      body: { siteId: null, itemId: item, minimum: 1, target: 3 },
    });
    expect(await targets(item)).toEqual({ North: 5, South: 3 });
    expect((await server.organizer.delete(`/api/v1/sites/${north}/par-levels/${item}`)).status).toBe(204);
    expect(await targets(item)).toEqual({ North: 3, South: 3 });
    expect((await server.organizer.delete(`/api/v1/par-levels/${item}`)).status).toBe(204);
    expect(await targets(item)).toEqual({});
    expect((await server.organizer.delete(`/api/v1/par-levels/${item}`)).status).toBe(204);
  });

  it('by default hold at a site made later, too', async () => {
    const item = await history.addItem('Late beans');
    await server.organizer.put(`/api/v1/par-levels/${item}`, { minimum: 4, target: 4 });
    await history.addSite('West');
    expect(await targets(item)).toEqual({ North: 4, South: 4, West: 4 });
  });

  it('agree when many set them at once', async () => {
    const item = await history.addItem('Contested beans');
    const calls = Array.from({ length: 20 }, (_, n) =>
      n % 4 === 0
        ? server.organizer.put(`/api/v1/par-levels/${item}`, { minimum: n, target: n })
        : n % 4 === 1
          ? server.organizer.put(`/api/v1/sites/${north}/par-levels/${item}`, { minimum: n, target: n })
          : n % 4 === 2
            ? server.organizer.delete(`/api/v1/sites/${north}/par-levels/${item}`)
            : history.addSite(`Pop-up ${n}`),
    );
    await Promise.all(calls);
    await server.organizer.delete(`/api/v1/sites/${north}/par-levels/${item}`);
    expect(new Set(Object.values(await targets(item))).size).toBe(1);
  });

  it('are listed by item name, those of a site with the defaults that hold there', async () => {
    const [own, shared] = [await history.addItem('A own'), await history.addItem('A shared')];
    await server.organizer.put(`/api/v1/sites/${south}/par-levels/${own}`, { minimum: 1, target: 2 });
    await server.organizer.put(`/api/v1/par-levels/${own}`, { minimum: 3, target: 4 });
    await server.organizer.put(`/api/v1/par-levels/${shared}`, { minimum: 5, target: 6 });
    await server.organizer.put(`/api/v1/par-levels/${shared}/group`, { minimum: 50, target: 60 });
    const list = async (query: string) => {
      const answer = await server.organizer.get<Page<ListedParLevelReply>>(`/api/v1/par-levels?${query}`);
      return answer.body.data
        .filter((row) => row.itemName.startsWith('A '))
        .map((row) => [row.itemName, row.holdsFor, row.target]);
    };
    expect(await list('')).toEqual([
      ['A own', 'every_site', 4],
      ['A own', 'site', 2],
      ['A shared', 'every_site', 6],
      ['A shared', 'group', 60],
    ]);
    expect(await list(`siteId=${south}`)).toEqual([
      ['A own', 'site', 2],
      ['A shared', 'every_site', 6],
    ]);
  });

  it('refuse a target below the minimum, halves, unknown things, and who is no organizer', async () => {
    const item = await history.addItem('Refused beans');
    const path = `/api/v1/sites/${north}/par-levels/${item}`;
    expect(await server.organizer.put(path, { minimum: 3, target: 2 })).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path: 'target', code: 'below_minimum' }] },
    });
    for (const body of [
      { minimum: 1.5, target: 2 },
      { minimum: -1, target: 2 },
      { target: 2 },
      { minimum: '1', target: 2 },
    ])
      expect((await server.organizer.put(path, body)).status).toBe(422);
    for (const wrong of [
      `sites/${newId()}/par-levels/${item}`,
      `sites/${north}/par-levels/${newId()}`,
      `par-levels/${newId()}`,
    ]) {
      expect((await server.organizer.put(`/api/v1/${wrong}`, { minimum: 1, target: 2 })).status).toBe(404);
      expect((await server.organizer.delete(`/api/v1/${wrong}`)).status).toBe(404);
    }
    const steward = await server.join('steward');
    expect((await steward.put(path, { minimum: 1, target: 2 })).status).toBe(403);
    expect((await steward.get('/api/v1/par-levels')).status).toBe(200);
  });
});
