import type { SiteMapReply, SiteReply } from '@shared/sites/sites.contract';
import { type Goods, goodsOf } from '../support/goods';
import { otherGroup } from '../support/other-group';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the map of sites', () => {
  let server: TestApp;
  let goods: Goods;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const make = async (name: string, more: object = {}) =>
    (await server.organizer.post<SiteReply>('/api/v1/sites', { name, kind: 'fridge', ...more })).body.id;
  const map = async (person = server.organizer) => {
    await server.organizer.get('/api/v1/reports/shortages');
    return (await person.get<SiteMapReply>('/api/v1/sites/map')).body.sites;
  };

  it('shows open sites by name with their place and the worst of their items, and not where goods travel', async () => {
    const [first, second] = [await goods.item(), await goods.item()];
    const oak = await make('Oak', { latitude: 40.7, longitude: -74 });
    const elm = await make('élm', { latitude: -33.5, longitude: 151.25 });
    const ash = await make('Ash');
    const gone = await make('Beech');
    await server.organizer.patch(`/api/v1/sites/${gone}`, { closed: true });
    const need = (siteId: string, itemId: string, minimum: number) =>
      server.organizer.put(`/api/v1/sites/${siteId}/par-levels/${itemId}`, { minimum, target: 9 });
    const came = (toSiteId: string) => ({
      ...{ reason: 'donation' as const, itemId: first, quantity: 1, toSiteId },
    });
    await goods.record(server.organizer, came(oak), came(elm));
    await need(oak, first, 2);
    await need(oak, second, 2);
    await need(elm, first, 2);
    const shown = await map(await server.join('volunteer'));
    expect(shown.filter(({ id }) => [oak, elm, ash, gone].includes(id))).toEqual([
      { id: ash, name: 'Ash', kind: 'fridge', latitude: null, longitude: null, status: 'ok' },
      { id: elm, name: 'élm', kind: 'fridge', latitude: -33.5, longitude: 151.25, status: 'low' },
      { id: oak, name: 'Oak', kind: 'fridge', latitude: 40.7, longitude: -74, status: 'out' },
    ]);
    expect(shown.map(({ kind }) => kind)).not.toContain('in_transit');
  });

  it('is sent as JSON, also where there is no site at all, and shows nothing of another group', async () => {
    const stranger = await otherGroup(server);
    expect(await stranger.get('/api/v1/sites/map')).toMatchObject({ status: 200, body: { sites: [] } });
    expect((await server.nobody.get('/api/v1/sites/map')).status).toBe(401);
  });
});
