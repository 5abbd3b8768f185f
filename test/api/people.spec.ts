import type { InviteMadeReply, MeReply, SignedInReply } from '@shared/people/people.contract';
import type { Page } from '@shared/words/page';
import { setUpToken, startTestApp, type TestApp } from '../support/test-app';

describe('people', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server.close());

  it('sets a group up once, and only with the set-up token', async () => {
    const group = { groupName: 'Other', timeZone: 'Europe/Madrid', preset: 'eu', name: 'Eve' };
    const wrong = await server.nobody.post('/api/v1/setup', { ...group, setupToken: 'guess' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'setup_token_wrong' } });
    const again = await server.nobody.post('/api/v1/setup', { ...group, setupToken: setUpToken });
    expect(again).toMatchObject({ status: 409, body: { code: 'already_set_up' } });
  });

  it('names the first categories in the language of whoever sets it up', async () => {
    const namesOf = async (of: TestApp) =>
      (await of.organizer.get<Page<{ name: string }>>('/api/v1/categories?limit=500')).body.data.map(
        ({ name }) => name,
      );
    const spanish = await startTestApp({ language: 'es' });
    try {
      expect(await namesOf(spanish)).toEqual(
        expect.arrayContaining(['Comida preparada', 'Pañales', 'Bebidas']),
      );
      expect(await namesOf(server)).toEqual(expect.arrayContaining(['Prepared food', 'Diapers', 'Drinks']));
      expect((await namesOf(spanish)).length).toBe((await namesOf(server)).length);
    } finally {
      await spanish.close();
    }
  });

  it('lets somebody join by an invite, as often as the invite says', async () => {
    const made = await server.organizer.post<InviteMadeReply>('/api/v1/invites', {
      role: 'steward',
      maxUses: 2,
    });
    expect(made.status).toBe(201);
    expect(made.body.url).toBe(`${server.address}/join#${made.body.token}`);
    const invite = made.body.token;
    const preview = await server.nobody.post('/api/v1/join/preview', { invite });
    expect(preview).toMatchObject({
      status: 200,
      body: { groupName: 'Eastside Mutual Aid', role: 'steward' },
    });
    const joined = await server.nobody.post<SignedInReply>('/api/v1/join', { invite, name: ' Rosa ' });
    expect(joined).toMatchObject({ status: 201, body: { member: { name: 'Rosa', role: 'steward' } } });
    expect(joined.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await server.nobody.post('/api/v1/join', { invite, name: 'Ben' })).status).toBe(201);
    const third = await server.nobody.post('/api/v1/join', { invite, name: 'Cy' });
    expect(third).toMatchObject({ status: 403, body: { code: 'invite_not_valid' } });
  });

  it('gives an invite with one use to one of thirty who try at once', async () => {
    const { body } = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'volunteer' });
    const tries = Array.from({ length: 30 }, (_, n) =>
      server.nobody.post('/api/v1/join', { invite: body.token, name: `N${n}` }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  });

  it('knows who is asking, by bearer token and by cookie', async () => {
    const me = await server.organizer.get<MeReply>('/api/v1/me');
    expect(me.body).toMatchObject({
      member: { name: 'Ada', role: 'organizer' },
      group: { timeZone: 'America/New_York' },
    });
    const cookie = `commonshelf_session=${server.organizer.token ?? ''}`;
    expect((await server.nobody.get('/api/v1/me', { cookie })).status).toBe(200);
    expect((await server.nobody.get('/api/v1/me')).status).toBe(401);
  });

  it('refuses a write by cookie from another origin', async () => {
    const cookie = `commonshelf_session=${server.organizer.token ?? ''}`;
    const from = (origin: string) =>
      server.nobody.post('/api/v1/invites', { role: 'volunteer' }, { cookie, origin });
    expect(await from('https://evil.example')).toMatchObject({ status: 403, body: { code: 'other_origin' } });
    expect((await from(server.address)).status).toBe(201);
  });

  it('ends a session at sign-out', async () => {
    const person = await server.join('volunteer');
    expect((await person.post('/api/v1/sign-out')).status).toBe(204);
    expect((await person.get('/api/v1/me')).status).toBe(401);
  });

  it('forgets a member: the name goes, the session ends', async () => {
    const person = await server.join('volunteer', 'Forgettable');
    expect((await person.delete('/api/v1/me')).status).toBe(204);
    expect((await person.get('/api/v1/me')).status).toBe(401);
    const members = await server.organizer.get<{ data: { name: string }[] }>('/api/v1/members');
    expect(members.body.data.map((member) => member.name)).not.toContain('Forgettable');
  });

  it('keeps at least one organizer', async () => {
    expect(await server.organizer.delete('/api/v1/me')).toMatchObject({
      status: 409,
      body: { code: 'last_organizer' },
    });
  });

  it('says in words what is wrong with a body', async () => {
    const answer = await server.organizer.post('/api/v1/invites', { role: 'boss', phone: '1' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([
        expect.objectContaining({ path: 'phone', code: 'unknown_field' }),
        expect.objectContaining({ path: 'role' }),
      ]),
    });
    const broken = await server.organizer.post('/api/v1/invites', '{"role":');
    expect(broken).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });
});
