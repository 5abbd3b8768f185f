import { v7 as newId } from 'uuid';
import type { BoardNeedReply, PublicSiteReply } from '@shared/neighbours/public.contract';
import { type Goods, goodsOf } from '../support/goods';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the public pages', () => {
  let server: TestApp;
  let goods: Goods;
  let neighbour: Neighbour;
  let siteId: string;
  const ids: Record<string, string> = {};
  const now = new Date('2026-11-25T15:20:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    neighbour = new Neighbour(server.address);
    const place = {
      ...{ name: 'Oak & Elm <Fridge>', kind: 'fridge', address: '12 Secret Street' },
      ...{ latitude: 40.123456, longitude: -73.987654 },
    };
    siteId = (await server.organizer.post<{ id: string }>('/api/v1/sites', place)).body.id;
    const category = async (name: string) =>
      (await server.organizer.post<{ id: string }>('/api/v1/categories', { name })).body.id;
    Object.assign(ids, {
      food: await category('Canned food'),
      clothes: await category('Clothes'),
      kits: await category('Harm reduction'),
    });
    ids['beans'] = await goods.item('Black beans', { categoryId: ids['food'] ?? '' });
    ids['rice'] = await goods.item('Rice', { categoryId: ids['food'] ?? '' });
    ids['coat'] = await goods.item('Winter coat', { categoryId: ids['clothes'] ?? '' });
    ids['naloxone'] = await goods.item('Naloxone kit', { categoryId: ids['kits'] ?? '' });
    for (const item of ['beans', 'rice', 'coat', 'naloxone']) {
      const target = { minimum: 5, target: 10 };
      await server.organizer.put(`/api/v1/sites/${siteId}/par-levels/${ids[item] ?? ''}`, target);
    }
    const came = (itemId: string, hours: number) => ({
      ...{ reason: 'donation' as const, itemId, quantity: 40, toSiteId: siteId },
      occurredAt: new Date(now.getTime() - hours * 3_600_000).toISOString(),
    });
    await goods.record(server.organizer, came(ids['beans'] ?? '', 3), came(ids['naloxone'] ?? '', 3));
    await openToStrangers(server, siteId, 'oak-elm', {
      hiddenCategoryIds: [ids['kits'] ?? ''],
      notNowCategoryIds: [ids['clothes'] ?? ''],
      area: 'Near the library',
      hours: [{ weekday: 3, opens: '08:00', closes: '20:00' }],
    });
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  it('show what is there, what is needed and what not to bring, in plain HTML', async () => {
    const { status, html, headers } = await neighbour.page('/s/oak-elm');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    for (const word of [
      'Oak &#38; Elm &#60;Fridge&#62;',
      'Restocked 3 hours ago',
      'Black beans',
      'Near the library',
    ])
      expect(html).toContain(word);
    expect(html).toMatch(/<b dir="auto">Rice<\/b>\s*<span class="soft">none left/);
    expect(html).toMatch(/Please not now[\s\S]*Clothes/);
    expect(html).toContain('Open now, until 8:00 PM.');
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")|\son\w+=|style=|<Fridge>/);
  });

  it('speak the language of the browser, or the one that was chosen, and lead on in it', async () => {
    const spanish = await neighbour.page('/s/oak-elm', { 'accept-language': 'fr, es-MX;q=0.9, en;q=0.5' });
    expect(spanish.html).toContain('<html lang="es" dir="ltr">');
    expect(spanish.html).toContain('Di qué necesitas');
    const chosen = await neighbour.page('/s/oak-elm?lang=es', { 'accept-language': 'en' });
    expect(chosen.html).toContain('Di qué necesitas');
    expect(chosen.html).toContain('href="/s/oak-elm/ask?lang=es"');
    expect((await neighbour.page('/s/oak-elm?lang=xx')).html).toContain('<html lang="en"');
  });

  it('say nothing of a place that is not public, and of one that is not there: the same', async () => {
    const quiet = await goods.site('fridge');
    await openToStrangers(server, quiet, 'quiet', { isPublic: false });
    const closed = await goods.site('fridge');
    await openToStrangers(server, closed, 'closed');
    await server.organizer.patch(`/api/v1/sites/${closed}`, { closed: true });
    const missing = await neighbour.page('/s/nothing-here');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    for (const path of [
      '/s/quiet',
      '/s/closed',
      '/s/quiet/ask',
      '/s/closed/report',
      '/s/x%00y',
      '/s/..%2F',
      '/board/none',
    ]) {
      const page = await neighbour.page(path);
      expect([path, page.status, page.html]).toEqual([path, 404, missing.html]);
    }
  });

  it('never name what a site hides, in no page, feed or call', async () => {
    const paths = [
      ...[
        '/s/oak-elm',
        '/s/oak-elm/ask',
        `/s/oak-elm/ask?kind=${ids['kits'] ?? ''}`,
        '/board/eastside-mutual-aid',
      ],
      ...['/api/v1/public/sites/oak-elm', '/api/v1/public/sites/oak-elm/form'],
      ...['needs.json', 'needs.csv', 'needs.rss', 'sites.json', 'sites.csv', 'services.json'].map(
        (feed) => `/api/v1/public/groups/eastside-mutual-aid/${feed}`,
      ),
    ];
    for (const path of paths) {
      const { status, html } = await neighbour.page(path);
      expect([path, status]).toEqual([path, 200]);
      expect(html).not.toMatch(/Naloxone|Harm reduction/);
      expect(html).not.toContain(ids['naloxone']);
      expect(html).not.toMatch(/Secret Street|40\.1234|73\.9876/);
      expect(html).not.toMatch(/\bAda\b/);
    }
    const asked = await server.nobody.post('/api/v1/public/sites/oak-elm/asks', {
      token: (await neighbour.tokenOn('/s/oak-elm/ask')).slice(0, 54),
      itemId: ids['naloxone'],
    });
    expect(asked.status).toBe(429);
  });

  it('tell exactly what is on the list of what strangers may know', async () => {
    const { body, headers } = await server.nobody.get<PublicSiteReply>('/api/v1/public/sites/oak-elm');
    expect(Object.keys(body).sort()).toEqual(
      [
        ...['accepts', 'acceptsNote', 'address', 'area', 'boardSlug', 'group', 'helpNote', 'here', 'hours'],
        ...['hoursNote', 'isTooWarm', 'kind', 'latitude', 'longitude', 'name', 'nearest', 'needed', 'notNow'],
        ...['refuses', 'reports', 'restockedAt', 'seen', 'slug', 'timeZone'],
      ].sort(),
    );
    expect(body).toMatchObject({ address: null, latitude: 40.12, longitude: -73.99, notNow: ['Clothes'] });
    expect(body.restockedAt).toBe('2026-11-25T12:15:00.000Z');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('show the exact place where the group chose so', async () => {
    const shown = await server.organizer.post<{ id: string }>('/api/v1/sites', {
      ...{ name: 'Mill Street', kind: 'free_store', address: '18 Mill Street' },
      ...{ latitude: 40.2001, longitude: -73.9001 },
    });
    await openToStrangers(server, shown.body.id, 'mill-street', { showsPlace: true });
    const { body } = await server.nobody.get<PublicSiteReply>('/api/v1/public/sites/mill-street');
    expect(body).toMatchObject({ address: '18 Mill Street', latitude: 40.2001 });
    // From what both show: 40.12, -73.99 to 40.2001, -73.9001.
    expect(body.nearest).toEqual([expect.objectContaining({ slug: 'oak-elm', kilometres: 11.7 }) as unknown]);
    expect((await neighbour.page('/s/mill-street')).html).toContain('18 Mill Street');
  });

  it('lead from an address that was left to the one that holds', async () => {
    const moved = await goods.site('hub');
    await openToStrangers(server, moved, 'old-name');
    await openToStrangers(server, moved, 'new-name');
    for (const page of ['', '/ask', '/report']) {
      const { status, headers } = await neighbour.page(`/s/old-name${page}?lang=es`);
      expect([status, headers.get('location')]).toEqual([303, `/s/new-name${page}?lang=es`]);
    }
  });

  it('are sent again only when they are another page', async () => {
    const first = await neighbour.page('/s/oak-elm');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await neighbour.page('/s/oak-elm', { 'if-none-match': tag });
    expect([again.status, again.html]).toEqual([304, '']);
  });

  it('follow a restock within seconds', async () => {
    const needs = async () =>
      (
        await server.nobody.get<BoardNeedReply[]>('/api/v1/public/groups/eastside-mutual-aid/needs.json')
      ).body.find(({ name, siteSlug }) => name === 'Rice' && siteSlug === 'oak-elm');
    expect(await needs()).toMatchObject({ state: 'out', asked: null });
    const line = { reason: 'donation' as const, itemId: ids['rice'] ?? '', quantity: 30, toSiteId: siteId };
    await goods.record(server.organizer, { ...line, id: newId(), occurredAt: now.toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await needs()).toBeUndefined();
  });

  it('give needs and places to programs as CSV, RSS and Open Referral', async () => {
    const feed = (name: string) => neighbour.page(`/api/v1/public/groups/eastside-mutual-aid/${name}`);
    const csv = await feed('sites.csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.html).toMatch(/^name,slug,kind,.*\r\n/);
    expect(csv.html).toContain('3 08:00-20:00');
    const rss = await feed('needs.rss');
    expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    expect(rss.html).toContain('<rss version="2.0"');
    const { contents } = JSON.parse((await feed('services.json')).html) as {
      contents: { name: string; schedules: unknown[] }[];
    };
    expect(contents.find(({ name }) => name.startsWith('Oak'))?.schedules).toEqual([
      expect.objectContaining({ byday: 'WE', opens_at: '08:00', closes_at: '20:00' }) as unknown,
    ]);
  });

  it('weigh less than 15 kB over the wire, style included', async () => {
    const packed = async (path: string) => {
      const answer = await fetch(server.address + path, { headers: { 'accept-encoding': 'identity' } });
      return (await answer.arrayBuffer()).byteLength;
    };
    expect(await packed('/s/oak-elm')).toBeLessThan(15_000);
    const style =
      /href="(\/s\/style\.css\?v=\w+)"/.exec((await neighbour.page('/s/oak-elm')).html)?.[1] ?? '';
    const sheet = await neighbour.page(style);
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect(sheet.html.length).toBeLessThan(5_000);
  });
});
