import { v7 as newId } from 'uuid';
import type {
  PublicGroupReply,
  PublicSiteSettingsReply,
  SetPublicSite,
} from '@shared/sites/public-site.contract';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

describe('what strangers see of a site', () => {
  let server: TestApp;
  let goods: Goods;
  let siteId: string;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    siteId = (
      await server.organizer.post<{ id: string }>('/api/v1/sites', { name: 'Oak Street', kind: 'fridge' })
    ).body.id;
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const path = (id = siteId) => `/api/v1/sites/${id}/public`;
  const wanted = (more: Partial<SetPublicSite> = {}): SetPublicSite => ({
    ...{ slug: 'oak-street', isPublic: true, showsPlace: false, area: 'Near the library', hours: [] },
    ...{ hoursNote: null, acceptsNote: null, helpNote: null, languages: ['es', 'en'] },
    ...{ welcomeCategoryIds: [], notNowCategoryIds: [], notNowItemIds: [], hiddenCategoryIds: [] },
    ...more,
  });
  const set = (more: Partial<SetPublicSite> = {}, id = siteId) =>
    server.organizer.put<PublicSiteSettingsReply>(path(id), wanted(more));

  it('is nothing, until an organizer says so', async () => {
    const { body } = await server.organizer.get<PublicSiteSettingsReply>(path());
    expect(body).toMatchObject({ siteId, slug: 'oak-street', isPublic: false, showsPlace: false });
  });

  it('is what was said', async () => {
    const [welcome, notNow, hidden] = [
      await goods.category('ordinary'),
      await goods.category('ordinary'),
      await goods.category('overdose_reversal'),
    ];
    const itemId = await goods.item('Clothes');
    const hours = [
      { weekday: 3, opens: '09:00', closes: '24:00' },
      { weekday: 1, opens: '14:00', closes: '17:30' },
      { weekday: 1, opens: '08:00', closes: '11:00' },
    ];
    const lists = {
      ...{ welcomeCategoryIds: [welcome], notNowCategoryIds: [notNow], hiddenCategoryIds: [hidden] },
      notNowItemIds: [itemId],
    };
    const answer = await set({ ...lists, hours, helpNote: ' Bring boxes ' });
    const { notNowItemIds: _, ...said } = lists;
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ ...said, isPublic: true, helpNote: 'Bring boxes', languages: ['es', 'en'] },
        hours: [hours[2], hours[1], hours[0]],
        notNowItems: [{ id: itemId, name: 'Clothes' }],
      },
    });
    expect((await server.organizer.get(path())).body).toEqual(answer.body);
  });

  it('gives the group a board with its name', async () => {
    const { body } = await server.organizer.get<PublicGroupReply>('/api/v1/public-group');
    expect(body).toEqual({ slug: 'eastside-mutual-aid', hasBoard: true, keepDays: 14 });
    const changed = { slug: 'eastside', hasBoard: false, keepDays: 7 };
    expect((await server.organizer.put('/api/v1/public-group', changed)).body).toEqual(changed);
  });

  it('never takes the address of another page, also not one that it left', async () => {
    const other = await goods.site();
    expect(await set({ slug: 'elm-street' })).toMatchObject({ status: 200 });
    for (const slug of ['elm-street', 'oak-street', 'eastside', 'eastside-mutual-aid'])
      expect(await set({ slug }, other)).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
    expect(await set({ slug: 'oak-street' })).toMatchObject({ status: 200, body: { slug: 'oak-street' } });
  });

  it('suggests a free address for a name that another site has', async () => {
    const twin = await server.organizer.post<{ id: string }>('/api/v1/sites', {
      name: 'Oak Street',
      kind: 'hub',
    });
    const { body } = await server.organizer.get<PublicSiteSettingsReply>(path(twin.body.id));
    expect(body.slug).toBe('oak-street-2');
  });

  it('refuses what makes no sense, or is not the group’s', async () => {
    const theirs = await goods.item('Theirs', { groupId: await goods.otherGroup() });
    for (const more of [
      { hours: [{ weekday: 1, opens: '12:00', closes: '12:00' }] },
      { hours: [{ weekday: 8, opens: '12:00', closes: '13:00' }] },
      { hours: [{ weekday: 1, opens: '24:00', closes: '25:00' }] },
      { slug: 'Oak Street' },
      { languages: ['xx'] } as unknown as Partial<SetPublicSite>,
      { notNowItemIds: [theirs] },
      { hiddenCategoryIds: [newId()] },
      { area: '' },
    ])
      expect(await set(more)).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect((await set({}, newId())).status).toBe(404);
    const volunteer = await server.join('volunteer');
    expect((await volunteer.put(path(), wanted())).status).toBe(403);
  });
});
