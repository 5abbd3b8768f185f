import fc from 'fast-check';
import { drawnAt, placeOf, scaleOfZoom } from '@shared/sites/map-view';
import { until } from '../faults/until';
import { type Goods, goodsOf } from '../support/goods';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { startTestApp, type TestApp } from '../support/test-app';

const path = '/board/eastside-mutual-aid/map';

describe('the map for everybody', () => {
  let server: TestApp;
  let goods: Goods;
  let neighbour: Neighbour;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    neighbour = new Neighbour(server.address);
    const make = async (name: string, more: object) =>
      (await server.organizer.post<{ id: string }>('/api/v1/sites', { name, kind: 'fridge', ...more })).body
        .id;
    const kits = await goods.category('ordinary');
    const [beans, kit] = [await goods.item(), await goods.item('Naloxone kit', { categoryId: kits })];
    const oak = await make('Oak <Street>', {
      address: '18 Oak Street',
      latitude: 40.70011,
      longitude: -74.00011,
    });
    const elm = await make('Elm', { latitude: 40.70012, longitude: -74.00011 });
    const home = await make('Porch', {
      address: '12 Secret Street',
      latitude: 41.123456,
      longitude: -73.456789,
    });
    const hill = await make('Far Hill', { latitude: 41.5, longitude: -73.1 });
    const bus = await make('Bus', {});
    const quiet = await make('Quiet place', { latitude: 41.2, longitude: -73.2 });
    await openToStrangers(server, oak, 'oak', { showsPlace: true });
    await openToStrangers(server, elm, 'elm', { showsPlace: true });
    await openToStrangers(server, home, 'porch', { area: 'Near the library' });
    await openToStrangers(server, hill, 'far-hill', { showsPlace: true, hiddenCategoryIds: [kits] });
    await openToStrangers(server, bus, 'bus');
    await openToStrangers(server, quiet, 'quiet', { isPublic: false });
    const short = (siteId: string, itemId: string) =>
      server.organizer.put(`/api/v1/sites/${siteId}/par-levels/${itemId}`, { minimum: 2, target: 5 });
    await short(oak, beans);
    await short(hill, kit);
    await goods.record(server.organizer, { reason: 'donation', itemId: beans, quantity: 1, toSiteId: elm });
    await short(elm, beans);
    await server.organizer.get('/api/v1/reports/shortages');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  /** The links within the drawing and around it, as they lead on in the map. */
  const mapLinks = (html: string) =>
    [...html.matchAll(/href="(\/board\/[^"]*)/g)].map(
      ([, link]) => (link ?? '').replaceAll('&#38;', '&').split('#', 1)[0] ?? '',
    );
  const rows = (html: string) =>
    [...html.matchAll(/(?:<b>(\d+)\.<\/b> )?<a dir="auto" href="\/s\/([\w-]+)">/g)].map(
      ([, number, slug]) => `${number ?? '–'} ${slug ?? ''}`,
    );

  it('draws public places alone or together, each a link, and lists them by the same numbers with words', async () => {
    const { status, html } = await neighbour.page(path);
    expect(status).toBe(200);
    expect(html).toMatch(/href="\/s\/far-hill"\s+aria-label="1\. Far Hill: nothing is missing"/);
    expect(html).toMatch(/href="\/s\/porch"\s+aria-label="2\. Porch: nothing is missing"/);
    expect(html).toMatch(/class="out"[^>]*aria-label="3\. 2 places close together: look closer"/);
    expect(html).toMatch(/<text>3<\/text>[\s\S]*?>×2<\/text/);
    expect(rows(html)).toEqual(['1 far-hill', '2 porch', '3 elm', '3 oak', '– bus']);
    const list = html.slice(html.indexOf('id="list"'));
    for (const words of [
      /Oak &#60;Street&#62;[\s\S]*?18 Oak Street[\s\S]*?something is missing/,
      /Elm[\s\S]*?something runs low/,
      /Porch[\s\S]*?About here: Near the library/,
      /Bus[\s\S]*?not on the map/,
      /5 of 5 places/,
    ])
      expect(list).toMatch(words);
    expect(html).not.toMatch(/Quiet|<script(?! type="application\/ld\+json")|\son\w+=|style=|<Street>/);
  });

  it('leads closer by links until places are apart', async () => {
    let { html } = await neighbour.page(path);
    for (let step = 0; step < 20 && !html.includes('href="/s/oak"\n'); step++) {
      const closer = /transform="[^"]*"\s+href="(\/board[^"]+)"/.exec(html)?.[1]?.replaceAll('&#38;', '&');
      if (closer === undefined) break;
      ({ html } = await neighbour.page(closer));
    }
    // A metre apart: even the closest look shows one mark, which leads to the list.
    expect(html).toMatch(/href="#list"\s+aria-label="1\. 2 places close together: they are in the list"/);
    expect(rows(html)).toEqual(['1 elm', '1 oak']);
  });

  it('tells of a private place the neighbourhood alone, wherever somebody looks', async () => {
    const seen = new Set<string>([path, `${path}?at=41.12,-73.46&z=18`]);
    for (const link of seen) {
      if (seen.size > 150) break;
      const { status, html } = await neighbour.page(link);
      expect([link, status]).toEqual([link, 200]);
      mapLinks(html).forEach((next) => next.startsWith(path) && seen.add(next));
      expect(html).not.toContain('Secret Street');
      expect(html).not.toMatch(/41\.1234|41\.1235|73\.4567|73\.4568/);
    }
    expect(seen.size).toBeGreaterThan(100);
    // Where the mark stands, worked out from the drawing: the middle of its hundredth of a degree.
    const { html } = await neighbour.page(`${path}?at=41.1234,-73.4567&z=14`);
    const [, x, y] =
      /transform="translate\(([\d.-]+) ([\d.-]+)\)"\s+href="\/s\/porch"/.exec(html)?.map(Number) ?? [];
    const view = { ...placeOf(41.1234, -73.4567), scale: scaleOfZoom(14) };
    const expected = drawnAt(placeOf(41.12, -73.46), view, { width: 400, height: 360 });
    expect([x, y]).toEqual([Number(expected.x.toFixed(1)), Number(expected.y.toFixed(1))]);
    expect(html).toContain('class="area"');
    expect(html).toContain('where exactly is not published');
  });

  it('is not found by a query that no link of it says, and never fails', async () => {
    const missing = await neighbour.page('/board/none');
    for (const query of [
      ...['at=1,2', 'z=3', 'at=1&z=3', 'at=91,0&z=3', 'at=0,181&z=3', 'at=1,2&z=19', 'at=1,2&z=-1'],
      ...['at=NaN,NaN&z=3', 'at=1e3,2&z=3', 'at=1,2&z=3&z=4', 'at=1,2&at=3,4&z=3', 'at=1,2&z=1.5', 'page=0'],
      ...[
        'page=101',
        'page=x',
        'at=%00,1&z=1',
        'at=1,2%27&z=1',
        `at=${'9'.repeat(5_000)},1&z=1`,
        'at[]=1,2&z=2',
      ],
    ]) {
      const page = await neighbour.page(`${path}?${query}`);
      expect([query, page.status, page.html]).toEqual([query, 404, missing.html]);
    }
    const part = fc.oneof(fc.double(), fc.integer(), fc.string());
    await fc.assert(
      fc.asyncProperty(part, part, part, part, async (latitude, longitude, z, page) => {
        const query = new URLSearchParams({
          at: `${latitude},${longitude}`,
          z: String(z),
          page: String(page),
        });
        expect([200, 404]).toContain((await neighbour.page(`${path}?${query.toString()}`)).status);
      }),
      { numRuns: 100 },
    );
    for (const corner of ['at=90,180&z=18', 'at=-90,-180&z=0', 'at=85,0&z=18&page=100', 'at=0,0&z=0'])
      expect([corner, (await neighbour.page(`${path}?${corner}`)).status]).toEqual([corner, 200]);
  });

  it('is asked for anew each time, and sent again only when it is another one', async () => {
    const { headers } = await neighbour.page(path);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('vary')).toContain('accept-language');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; img-src 'self';/,
    );
    const again = await neighbour.page(path, { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.html]).toEqual([304, '']);
  });

  it('speaks the language that was chosen and leads on in it, from the board and from each place too', async () => {
    const { html } = await neighbour.page(`${path}?lang=es`);
    expect(html).toContain('Lugares de Eastside Mutual Aid');
    expect(html).toContain('href="/s/far-hill?lang=es"');
    expect(mapLinks(html).filter((link) => !/[?&]lang=(es|en)$/.test(link))).toEqual([]);
    expect(mapLinks((await neighbour.page('/board/eastside-mutual-aid')).html)).toContain(path);
    expect(mapLinks((await neighbour.page('/s/porch')).html)).toContain(`${path}?at=41.12,-73.46&z=14`);
  });

  it('follows the board to another address, and is gone with it', async () => {
    const set = (slug: string, hasBoard: boolean) =>
      server.organizer.put('/api/v1/public-group', { slug, hasBoard, keepDays: 14 });
    // What strangers read is kept for seconds.
    const answers = (at: string, status: number) =>
      until(`${at} answers ${status}`, 10_000, async () => {
        const page = await neighbour.page(at);
        return page.status === status && page;
      });
    await set('eastside', true);
    expect((await answers(path, 303)).headers.get('location')).toBe('/board/eastside/map');
    await set('eastside', false);
    await answers('/board/eastside/map', 404);
  });
});

describe('the map of two thousand places', () => {
  it('is a page of less than 15 kB over the wire, and shows every place on some page of its list', async () => {
    const server = await startTestApp();
    const goods = await goodsOf(server);
    try {
      await goods.db.query(
        `with made as (
           insert into site (id, group_id, name, kind, time_zone, latitude, longitude, created_at)
           select gen_random_uuid(), g.id, md5(n::text) || ' food bank ' || n, 'pantry', 'Europe/London',
             50 + 8 * ((n * 7919) % 2000) / 2000.0, -6 + 7.5 * ((n * 104729) % 2003) / 2003.0, now()
           from aid_group g, generate_series(1, 2000) n returning id, group_id, name
         ), public as (
           insert into public_site (site_id, group_id, is_public, shows_place, area)
           select id, group_id, true, true, 'Area of ' || left(name, 8) from made
         )
         insert into public_slug (slug, group_id, site_id, is_current)
         select 'place-' || row_number() over (), group_id, id, true from made
         union all select 'eastside-mutual-aid', id, null, true from aid_group`,
      );
      const neighbour = new Neighbour(server.address);
      const places = new Set<string>();
      for (let page = 1; page <= 25; page++) {
        const { html, status } = await neighbour.page(`${path}?page=${page}`);
        expect(status).toBe(200);
        for (const [, slug] of html.matchAll(/<a dir="auto" href="\/s\/([\w-]+)"/g)) places.add(slug ?? '');
      }
      expect(places.size).toBe(2_000);
      for (const query of ['', '?at=54,-2.2&z=8', '?at=54,-2.2&z=9']) {
        const answer = await fetch(server.address + path + query, { headers: { 'accept-encoding': 'br' } });
        expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(1_000);
        expect([query, Number(answer.headers.get('content-length')) < 12_000]).toEqual([query, true]);
      }
    } finally {
      await goods.close();
      await server.close();
    }
  });
});
