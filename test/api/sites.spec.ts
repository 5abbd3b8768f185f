import { v7 as newId } from 'uuid';
import { refusals, type SiteReply } from '@shared/sites/sites.contract';
import type { Page } from '@shared/words/page';
import { otherGroup } from '../support/other-group';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('sites', () => {
  let server: TestApp;
  let organizer: Person;
  let volunteer: Person;

  beforeAll(async () => {
    server = await startTestApp();
    organizer = server.organizer;
    volunteer = await server.join('volunteer');
  });

  afterAll(() => server.close());

  const make = async (body: object) => (await organizer.post<SiteReply>('/api/v1/sites', body)).body;
  const names = async (query = '') =>
    (await volunteer.get<Page<SiteReply>>(`/api/v1/sites${query}`)).body.data.map((site) => site.name);

  it('makes a site in the time zone of the group, with a label code of its own', async () => {
    const made = await organizer.post<SiteReply>('/api/v1/sites', {
      name: ' Elm Street ',
      kind: 'free_store',
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Elm Street',
      kind: 'free_store',
      timeZone: 'America/New_York',
      address: null,
      latitude: null,
      longitude: null,
      refuses: ['past_use_by', 'medicine'],
      ownCode: expect.stringMatching(/^CS-[0-9A-Z]{5}-[0-9A-Z]{5}$/),
      closed: false,
    });
    const read = await volunteer.get<SiteReply>(`/api/v1/sites/${made.body.id}`);
    expect(read).toMatchObject({ status: 200, body: made.body });
  });

  it('lets a fridge refuse the whole list, and any site what it says', async () => {
    expect((await make({ name: 'Fridge', kind: 'fridge' })).refuses).toEqual([...refusals]);
    expect((await make({ name: 'Bar', kind: 'hub', refuses: [] })).refuses).toEqual([]);
  });

  it('answers the same id and content with what stands, and refuses other content', async () => {
    const body = { id: newId(), name: 'Oak Pantry', kind: 'pantry', latitude: 40.7, longitude: -73.9 };
    expect((await organizer.post('/api/v1/sites', body)).status).toBe(201);
    expect((await organizer.patch(`/api/v1/sites/${body.id}`, { name: 'Oak Street Pantry' })).status).toBe(
      200,
    );
    const again = await organizer.post('/api/v1/sites', { ...body, id: body.id.toUpperCase() });
    expect(again).toMatchObject({ status: 200, body: { id: body.id, name: 'Oak Street Pantry' } });
    const other = await organizer.post('/api/v1/sites', { ...body, kind: 'hub' });
    expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    const stranger = await otherGroup(server);
    expect(await stranger.post('/api/v1/sites', body)).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    });
  });

  it('makes one site of one id sent by ten at once', async () => {
    const body = { id: newId(), name: 'Once', kind: 'hub' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => organizer.post('/api/v1/sites', body)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
  });

  it('changes what is named, empties what is null, leaves the rest', async () => {
    const site = await make({ name: 'Depot', kind: 'hub', address: '1 Main St', latitude: 1, longitude: 2 });
    const changed = await organizer.patch<SiteReply>(`/api/v1/sites/${site.id}`, {
      address: null,
      timeZone: 'America/Chicago',
      latitude: null,
      longitude: null,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...site, address: null, timeZone: 'America/Chicago', latitude: null, longitude: null },
    });
    expect((await organizer.patch(`/api/v1/sites/${site.id}`, {})).body).toEqual(changed.body);
  });

  it('takes a closed site off the list and keeps it by its id', async () => {
    const site = await make({ name: 'Pop-up', kind: 'pop_up' });
    await organizer.patch(`/api/v1/sites/${site.id}`, { closed: true });
    expect(await names()).not.toContain('Pop-up');
    expect(await names('?closed=true')).toContain('Pop-up');
    expect((await volunteer.get(`/api/v1/sites/${site.id}`)).body).toMatchObject({ closed: true });
    await organizer.patch(`/api/v1/sites/${site.id}`, { closed: false });
    expect(await names()).toContain('Pop-up');
  });

  it('lists by name in pages, without the place where goods travel', async () => {
    const all = await names();
    expect(all).not.toContain('In transit');
    const plain = all.map((name) => name.toLowerCase());
    expect(plain).toEqual([...plain].sort());
    const first = (await volunteer.get<Page<SiteReply>>('/api/v1/sites?limit=2')).body;
    const next = await volunteer.get<Page<SiteReply>>(
      `/api/v1/sites?limit=2&cursor=${first.nextCursor ?? ''}`,
    );
    expect([...first.data, ...next.body.data].map((site) => site.name)).toEqual(all.slice(0, 4));
    expect((await volunteer.get<Page<SiteReply>>('/api/v1/sites?limit=500')).body.nextCursor).toBeNull();
  });

  it.each([
    'limit=0',
    'limit=501',
    'limit=-1',
    'limit=x',
    'cursor=zzz',
    'cursor=o9999999',
    'closed=yes',
    'page=2',
  ])('refuses ?%s', async (query) => {
    expect((await volunteer.get(`/api/v1/sites?${query}`)).status).toBe(422);
  });

  it('is written by organizers only', async () => {
    const steward = await server.join('steward');
    expect((await steward.post('/api/v1/sites', { name: 'X', kind: 'hub' })).status).toBe(403);
    const { id } = await make({ name: 'Mine', kind: 'hub' });
    expect((await steward.patch(`/api/v1/sites/${id}`, { name: 'Yours' })).status).toBe(403);
    expect((await server.nobody.get('/api/v1/sites')).status).toBe(401);
  });

  it('shows nothing of it to another group', async () => {
    const stranger = await otherGroup(server);
    const { id } = await make({ name: 'Ours', kind: 'hub' });
    expect((await stranger.get<Page<SiteReply>>('/api/v1/sites?closed=true')).body.data).toEqual([]);
    expect((await stranger.get(`/api/v1/sites/${id}`)).status).toBe(404);
    expect((await stranger.patch(`/api/v1/sites/${id}`, { name: 'Theirs' })).status).toBe(404);
    expect((await volunteer.get('/api/v1/sites/not-an-id')).status).toBe(404);
  });

  it.each<[string, object]>([
    ['name', { kind: 'hub' }],
    ['name', { name: '  ', kind: 'hub' }],
    ['name', { name: 'a\u0000b', kind: 'hub' }],
    ['name', { name: 'x'.repeat(121), kind: 'hub' }],
    ['kind', { name: 'X', kind: 'in_transit' }],
    ['kind', { name: 'X', kind: 7 }],
    ['timeZone', { name: 'X', kind: 'hub', timeZone: 'Mars/Olympus' }],
    ['latitude', { name: 'X', kind: 'hub', latitude: 90.1, longitude: 0 }],
    ['latitude', { name: 'X', kind: 'hub', latitude: '40', longitude: 0 }],
    ['longitude', { name: 'X', kind: 'hub', latitude: 40 }],
    ['refuses', { name: 'X', kind: 'hub', refuses: ['everything'] }],
    ['refuses', { name: 'X', kind: 'hub', refuses: ['alcohol', 'alcohol'] }],
    ['id', { id: 'one', name: 'X', kind: 'hub' }],
    ['owner', { name: 'X', kind: 'hub', owner: 'me' }],
  ])('refuses a wrong %s: %j', async (path, body) => {
    const answer = await organizer.post('/api/v1/sites', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ path })] } });
  });
});
