import sharp from 'sharp';
import { v7 as newId } from 'uuid';
import type { MissedAskReply } from '@shared/needs/needs.contract';
import type { HeardReply, NeedReply, NeighbourReportReply } from '@shared/needs/neighbours.contract';
import type { BoardNeedReply, PublicFormReply } from '@shared/neighbours/public.contract';
import type { Page } from '@shared/words/page';
import { ExpiryJob } from '@api/jobs/expiry.job';
import { type Goods, goodsOf } from '../support/goods';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('what neighbours say', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let neighbour: Neighbour;
  let siteId: string;
  let categoryId: string;
  let itemId: string;
  let now = new Date('2026-11-25T15:20:00Z');
  let sites = 0;

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    steward = await server.join('steward');
    neighbour = new Neighbour(server.address);
    categoryId = await goods.category('ordinary');
    itemId = await goods.item('Diapers size 4', { categoryId });
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  let slug = '';
  beforeEach(async () => {
    siteId = await goods.site('fridge');
    slug = `door-${++sites}`;
    await openToStrangers(server, siteId, slug);
  });

  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  const form = async () =>
    (await server.nobody.get<PublicFormReply>(`/api/v1/public/sites/${slug}/form`)).body;
  const asks = (body: object) => server.nobody.post<HeardReply>(`/api/v1/public/sites/${slug}/asks`, body);
  const ask = async (what: object) => {
    const { askToken: token } = await form();
    later(2);
    return asks({ token, ...what });
  };
  const needs = async (query = '') =>
    (await steward.get<Page<NeedReply>>(`/api/v1/needs?siteId=${siteId}${query}`)).body.data;
  const decide = (id: string, body: object) => steward.patch<NeedReply>(`/api/v1/needs/${id}`, body);
  const onBoard = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    const feed = '/api/v1/public/groups/eastside-mutual-aid/needs.json';
    const { body } = await server.nobody.get<BoardNeedReply[]>(feed);
    return body.filter(({ siteSlug }) => siteSlug === slug).map(({ name, asked }) => [name, asked]);
  };

  describe('by three taps, without scripts', () => {
    it('is noted, and the page after it sends nothing again', async () => {
      const kinds = await neighbour.page(`/s/${slug}/ask`);
      expect(kinds.html).toContain(`/s/${slug}/ask?kind=${categoryId}`);
      const path = `/s/${slug}/ask?kind=${categoryId}`;
      const token = await neighbour.tokenOn(path);
      later(3);
      const sent = await neighbour.send(`/s/${slug}/ask`, { token, item: itemId, website: '', text: '' });
      expect([sent.status, sent.headers.get('location')]).toEqual([303, `/s/${slug}/thanks?what=noted`]);
      const thanks = await neighbour.page(sent.headers.get('location') ?? '');
      expect(thanks.html).toContain('It is noted.');
      expect(thanks.html).toContain('deleted by itself after 14 days');
      expect(await needs()).toMatchObject([{ itemId, state: 'shown', asked: 1, text: null }]);
    });

    it('counts once, however often the form is sent', async () => {
      const token = await neighbour.tokenOn(`/s/${slug}/ask`);
      later(3);
      const send = () => neighbour.send(`/s/${slug}/ask`, { token, item: itemId });
      const sent = await Promise.all(Array.from({ length: 12 }, send));
      const led = sent.map(({ headers }) => headers.get('location')?.replace(/.*=/, '')).sort();
      expect(led).toEqual([...Array.from({ length: 11 }, () => 'again'), 'noted']);
      expect(await needs()).toMatchObject([{ asked: 1 }]);
    });

    it('is asked for once more, with what was written, when it has a telephone number in it', async () => {
      const token = await neighbour.tokenOn(`/s/${slug}/ask?lang=es`);
      later(3);
      const text = 'Leche, llamar al 555 010 0199 <b>';
      const page = await neighbour.send(`/s/${slug}/ask?lang=es`, { token, text });
      expect(page.status).toBe(422);
      expect(page.html).toContain('Por favor no dejes nombres ni números');
      expect(page.html).toContain('llamar al 555 010 0199 &#60;b&#62;</textarea>');
      expect(await needs()).toEqual([]);
    });

    it.each([
      ['is too quick for a person', 0, {}, 429, 'very quick'],
      ['lay open for hours', 5 * 3_600, {}, 422, 'lay open for a long time'],
      ['says nothing', 3, { item: '' }, 422, 'Choose something'],
      ['names what is not there', 3, { item: newId() }, 404, 'There is no such page'],
      ['names no item at all', 3, { item: 'x' }, 404, 'not on the list any more'],
      ['has a token of nobody', 3, { token: 'forged' }, 422, 'lay open'],
      ['is too long', 3, { item: '', text: 'x'.repeat(201) }, 422, 'at most 200 letters'],
    ])('is not noted when it %s', async (_, seconds, more, status, words) => {
      const token = await neighbour.tokenOn(`/s/${slug}/ask`);
      later(seconds);
      const page = await neighbour.send(`/s/${slug}/ask`, { token, item: itemId, ...more });
      expect([page.status, page.html.includes(words)]).toEqual([status, true]);
      expect(await needs()).toEqual([]);
    });

    it('is not noted when a program filled in what no person sees, and it does not learn so', async () => {
      const token = await neighbour.tokenOn(`/s/${slug}/ask`);
      later(3);
      const page = await neighbour.send(`/s/${slug}/ask`, {
        token,
        item: itemId,
        website: 'https://x.example',
      });
      expect(page.headers.get('location')).toBe(`/s/${slug}/thanks?what=noted`);
      expect(await needs()).toEqual([]);
    });

    it('is refused from the page of somebody else', async () => {
      const token = await neighbour.tokenOn(`/s/${slug}/ask`);
      later(3);
      const from = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
      const page = await neighbour.send(`/s/${slug}/ask`, { token, item: itemId }, from);
      expect([page.status, page.html.includes('came from another page')]).toEqual([403, true]);
    });

    it('is refused with the form of another site', async () => {
      const token = await neighbour.tokenOn('/s/door-1/ask');
      later(3);
      expect((await neighbour.send(`/s/${slug}/ask`, { token, item: itemId })).status).toBe(422);
      expect(await needs()).toEqual([]);
    });
  });

  describe('in words', () => {
    it('waits for a steward, who shows it, says which item was meant, and merges what is the same', async () => {
      expect((await ask({ text: ' nappies   for a big baby' })).body).toEqual({ outcome: 'waits' });
      expect((await ask({ text: 'Pampers' })).body).toEqual({ outcome: 'waits' });
      await ask({ itemId });
      expect(await onBoard()).toEqual([['Diapers size 4', '<5']]);
      const waiting = await needs('&state=new');
      expect(waiting.map(({ text }) => text).sort()).toEqual(['Pampers', 'nappies for a big baby']);
      const [pampers, nappies] = [...waiting].sort((a, b) => ((a.text ?? '') < (b.text ?? '') ? -1 : 1));
      expect((await decide(pampers?.id ?? '', { state: 'shown', itemId })).body).toMatchObject({ asked: 2 });
      await decide(nappies?.id ?? '', { state: 'shown' });
      expect(await onBoard()).toEqual([
        ['Diapers size 4', '<5'],
        ['nappies for a big baby', '<5'],
      ]);
      const into = pampers?.id ?? '';
      const merged = await steward.post(`/api/v1/needs/${nappies?.id ?? ''}/merge`, { intoId: into });
      expect(merged).toMatchObject({ status: 200, body: { itemId, asked: 3 } });
      await decide(into, { state: 'met' });
      expect(await onBoard()).toEqual([]);
    });

    it('comes with the items that it may mean, until a steward says which', async () => {
      await ask({ text: 'pañales talla 4' });
      await ask({ text: 'a unicorn' });
      const suggested = async () =>
        (await needs())
          .map(({ text, suggestions }) => [text, suggestions.map((item) => item.itemName)])
          .sort();
      expect(await suggested()).toEqual([
        ['a unicorn', []],
        ['pañales talla 4', ['Diapers size 4']],
      ]);
      const need = (await needs()).find(({ suggestions }) => suggestions.length > 0);
      const itemIds = need?.suggestions.map((item) => item.itemId);
      expect(itemIds).toEqual([itemId]);
      const said = await decide(need?.id ?? '', { state: 'shown', itemId });
      expect(said.body).toMatchObject({ itemId, itemName: 'Diapers size 4', suggestions: [] });
    });

    it('waits with a mark when it leads elsewhere, or comes again and again', async () => {
      await ask({ text: 'cheap pills at www.pills.example' });
      for (let time = 0; time < 4; time++) await ask({ text: 'soap' });
      expect((await needs()).map(({ text, doubt, asked }) => [text, doubt, asked]).sort()).toEqual([
        ['cheap pills at www.pills.example', 'link', 1],
        ['soap', 'repeat', 4],
      ]);
    });

    it('is refused with an email address, in words that say why', async () => {
      const answer = await ask({ text: 'write to rosa@example.org' });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ code: 'private' }] } });
    });
  });

  it('is believed for the twentieth time in an hour, and waits for a look after that', async () => {
    await goods.db.query(
      `insert into neighbour_need (id, group_id, site_id, item_id, asked_at, expires_at, state)
       select gen_random_uuid(), $1, $2, $3, date_trunc('hour', $4::timestamptz), $4::timestamptz + interval '9 days', 'shown'
       from generate_series(1, 19)`,
      [goods.groupId, siteId, itemId, now],
    );
    expect((await ask({ itemId })).body).toEqual({ outcome: 'noted' });
    expect((await ask({ itemId })).body).toEqual({ outcome: 'waits' });
    expect(await onBoard()).toEqual([['Diapers size 4', 20]]);
  });

  it('tells how many only from five on', async () => {
    for (let time = 0; time < 4; time++) await ask({ itemId });
    expect(await onBoard()).toEqual([['Diapers size 4', '<5']]);
    await ask({ itemId });
    expect(await onBoard()).toEqual([['Diapers size 4', 5]]);
  });

  it('becomes a missed ask by a steward’s word alone, and then counts once', async () => {
    await ask({ itemId });
    await ask({ itemId });
    const [need] = await needs();
    const request = { id: newId(), quantity: 60 };
    const count = () => steward.post<MissedAskReply>(`/api/v1/needs/${need?.id ?? ''}/missed-ask`, request);
    const made = await count();
    expect(made).toMatchObject({ status: 200, body: { id: request.id, siteId, itemId, quantity: 60 } });
    expect(await count()).toEqual(expect.objectContaining({ status: 200, body: made.body }));
    expect(await needs()).toEqual([]);
    expect(await decide(need?.id ?? '', { state: 'shown' })).toMatchObject({ status: 404 });
    const missed = await steward.get<Page<MissedAskReply>>(`/api/v1/missed-asks?siteId=${siteId}`);
    expect(missed.body.data).toHaveLength(1);
  });

  it('is shown to nobody when its days are over, and then deleted; how often is left', async () => {
    await server.organizer.put('/api/v1/public-group', {
      slug: 'eastside-mutual-aid',
      hasBoard: true,
      keepDays: 3,
    });
    await ask({ itemId });
    await ask({ itemId });
    await ask({ text: 'a stroller' });
    const { rows } = await goods.db.query<{ asked_at: Date; expires_at: Date }>(
      'select asked_at, expires_at from neighbour_need where site_id = $1',
      [siteId],
    );
    expect(rows.map((row) => (row.expires_at.getTime() - row.asked_at.getTime()) / 86_400_000)).toEqual([
      3, 3, 3,
    ]);
    later(3 * 86_400);
    expect(await needs()).toEqual([]);
    expect(await onBoard()).toEqual([]);
    await server.app.get(ExpiryJob).delete();
    const left = await goods.db.query('select * from neighbour_need where site_id = $1', [siteId]);
    expect(left.rows).toEqual([]);
    const tally = await goods.db.query(
      'select item_id, category_id, asked from need_tally where site_id = $1',
      [siteId],
    );
    expect(tally.rows).toEqual([{ item_id: itemId, category_id: null, asked: 2 }]);
  });

  describe('of a fridge', () => {
    const photoForm = async (bytes: Buffer, more: Record<string, string> = {}) => {
      const fields = new FormData();
      fields.set('token', await neighbour.tokenOn(`/s/${slug}/report`));
      fields.set('website', '');
      for (const [name, value] of Object.entries({ kind: 'dirty', ...more })) fields.set(name, value);
      fields.set('photo', new File([new Uint8Array(bytes)], 'IMG_Rosa_Home.jpg', { type: 'image/jpeg' }));
      later(3);
      return fields;
    };
    const reports = async () =>
      (await steward.get<Page<NeighbourReportReply>>(`/api/v1/neighbour-reports?siteId=${siteId}`)).body.data;

    it('is seen by stewards with its photo, from which where and with what it was taken is gone', async () => {
      const taken = await sharp({ create: { width: 600, height: 300, channels: 3, background: '#7a5' } })
        .withExif({ IFD0: { Make: 'TellTale', Model: 'Secret 9' }, IFD3: { GPSLatitude: '40/1 42/1 0/1' } })
        .jpeg()
        .toBuffer();
      const sent = await neighbour.send(`/s/${slug}/report`, await photoForm(taken));
      expect(sent.headers.get('location')).toBe(`/s/${slug}/thanks?what=report`);
      const [report] = await reports();
      expect(report).toMatchObject({
        kind: 'dirty',
        state: 'new',
        reportedAt: expect.stringMatching(/:00:00/) as string,
      });
      const photo = await fetch(`${server.address}/api/v1/photos/${report?.photoId ?? ''}`, {
        headers: { authorization: `Bearer ${steward.token ?? ''}` },
      });
      const bytes = Buffer.from(await photo.arrayBuffer());
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(bytes.toString('latin1')).not.toMatch(/TellTale|Secret|Rosa/);
      await new Promise((resolve) => setTimeout(resolve, 2_050));
      const page = await neighbour.page(`/s/${slug}`);
      expect(page.html).toContain('A neighbour says it needs cleaning');
      expect(page.html).not.toContain(report?.photoId);
      const done = await steward.patch(`/api/v1/neighbour-reports/${report?.id ?? ''}`, { state: 'done' });
      expect(done).toMatchObject({ status: 200, body: { state: 'done' } });
      expect(await reports()).toEqual([]);
    });

    it('is sent back with a sentence when the picture is none or too large, and works without one', async () => {
      for (const bytes of [Buffer.from('no picture'), Buffer.alloc(5_000_001)]) {
        const page = await neighbour.send(`/s/${slug}/report`, await photoForm(bytes));
        expect([page.status, page.html.includes('could not be read')]).toEqual([422, true]);
      }
      const huge = await neighbour.send(`/s/${slug}/report`, await photoForm(Buffer.alloc(6_000_000)));
      expect([huge.status, huge.html.includes('at most 5 MB')]).toEqual([413, true]);
      expect(await reports()).toEqual([]);
      const sent = await neighbour.send(
        `/s/${slug}/report`,
        await photoForm(Buffer.alloc(0), { kind: 'warm' }),
      );
      expect(sent.status).toBe(303);
      expect(await reports()).toMatchObject([{ kind: 'warm', photoId: null }]);
    });

    it('counts once by JSON too', async () => {
      const { reportToken: token } = await form();
      later(3);
      const send = () =>
        server.nobody.post<HeardReply>(`/api/v1/public/sites/${slug}/reports`, { token, kind: 'empty' });
      expect([(await send()).body.outcome, (await send()).body.outcome]).toEqual(['noted', 'again']);
      expect(await reports()).toHaveLength(1);
    });
  });

  it('is for stewards to decide, not for volunteers or other groups', async () => {
    await ask({ itemId });
    const [need] = await needs();
    const volunteer = await server.join('volunteer');
    expect((await volunteer.get('/api/v1/needs')).status).toBe(403);
    expect((await decide(newId(), { state: 'hidden' })).status).toBe(404);
    expect((await decide(need?.id ?? '', { itemId: null })).status).toBe(422);
    const theirs = await goods.item('Theirs', { groupId: await goods.otherGroup() });
    expect((await decide(need?.id ?? '', { itemId: theirs })).status).toBe(404);
  });
});
