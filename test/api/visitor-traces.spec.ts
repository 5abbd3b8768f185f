import sharp from 'sharp';
import type { HeardReply, NeedReply, NeighbourReportReply } from '@shared/needs/neighbours.contract';
import type { PublicFormReply } from '@shared/neighbours/public.contract';
import type { Page } from '@shared/words/page';
import { type Goods, goodsOf } from '../support/goods';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { camera, toldIn, visitor, visitorHeaders } from '../support/tell-tales';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

/** Words of a form that was refused, or that broke: nobody is to read them again. */
const lostWords = ['telltale.rosa@example.org', 'telltalecrash', 'telltaletrap', 'telltaletoomany'];
const slug = 'door';
const feeds = ['needs.json', 'needs.csv', 'needs.rss', 'sites.json', 'sites.csv', 'services.json'];

describe('what a visitor’s browser says of them', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let neighbour: Neighbour;
  let siteId: string;
  let itemId: string;
  let now = new Date('2026-11-25T15:23:47.531Z');
  const logged: string[] = [];
  /** Every answer that the visitor got. */
  const answered: { path: string; text: string }[] = [];
  const statuses = new Set<number>();

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array) => {
        logged.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        return true;
      });
    }
    for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
      jest.spyOn(console, way).mockImplementation((...said: unknown[]) => logged.push(said.join(' ')));
    server = await startTestApp({ clock: () => now, logLevel: 'debug', trustedProxies: 1 });
    goods = await goodsOf(server);
    steward = await server.join('steward');
    neighbour = new Neighbour(server.address, visitorHeaders);
    itemId = await goods.item('Diapers size 4', { categoryId: await goods.category('ordinary') });
    siteId = await goods.site('fridge');
    await openToStrangers(server, siteId, slug);
    await visits();
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await goods.close();
    await server.close();
  });

  const later = () => {
    now = new Date(now.getTime() + 3_000);
  };
  const reads = async (path: string) => {
    const page = await neighbour.page(path);
    answered.push({ path, text: told(page) });
    statuses.add(page.status);
  };
  const sends = async (path: string, fields: Record<string, string> | FormData, headers = {}) => {
    const page = await neighbour.send(path, fields, headers);
    answered.push({ path, text: told(page) });
    statuses.add(page.status);
    return page.status;
  };
  const calls = async (path: string, body: unknown) => {
    const answer = await server.nobody.post<HeardReply>(path, body, visitorHeaders);
    answered.push({ path, text: `${headersOf(answer.headers)} ${JSON.stringify(answer.body)}` });
    statuses.add(answer.status);
    return answer;
  };
  const form = async () => {
    const { body } = await server.nobody.get<PublicFormReply>(
      `/api/v1/public/sites/${slug}/form`,
      visitorHeaders,
    );
    later();
    return body;
  };
  const photoForm = async (bytes: Buffer) => {
    const fields = new FormData();
    fields.set('token', (await form()).reportToken);
    fields.set('kind', 'dirty');
    fields.set('photo', new File([new Uint8Array(bytes)], camera.file, { type: 'image/jpeg' }));
    return fields;
  };

  /** Somebody looks around, asks and reports, in every way that there is, well and badly. */
  async function visits(): Promise<void> {
    const pages = ['', '/ask', '/report', '/thanks?what=noted', '/nothing'].map(
      (rest) => `/s/${slug}${rest}`,
    );
    for (const path of [...pages, '/s/none', '/board/eastside-mutual-aid', '/board/none']) await reads(path);
    const group = '/api/v1/public/groups/eastside-mutual-aid';
    for (const feed of feeds) await reads(`${group}/${feed}`);
    const [asks, reports] = ['asks', 'reports'].map((what) => `/api/v1/public/sites/${slug}/${what}`) as [
      string,
      string,
    ];

    // Taken.
    await sends(`/s/${slug}/ask`, { token: (await form()).askToken, item: itemId });
    await calls(asks, { token: (await form()).askToken, text: 'a stroller' });
    await calls(reports, { token: (await form()).reportToken, kind: 'warm' });
    const picture = sharp({ create: { width: 60, height: 30, channels: 3, background: '#7a5' } });
    const taken = picture.withExif({ IFD0: { Make: camera.make, Model: camera.make } });
    await sends(`/s/${slug}/report`, await photoForm(await taken.jpeg().toBuffer()));

    // Refused: private words, a photo that is none, what is no form, a stranger's token, another page, a program.
    await calls(asks, { token: (await form()).askToken, text: lostWords[0] });
    await sends(`/s/${slug}/report`, await photoForm(Buffer.from(`no picture, ${camera.make}`)));
    await calls(asks, `{"text": ${visitor.agent}`);
    await calls(asks, { token: 'forged', itemId });
    await calls(asks, { token: 1, wrong: 'field' });
    const token = (await form()).askToken;
    await sends(
      `/s/${slug}/ask`,
      { token, item: itemId },
      { origin: 'https://telltale-referer.example', 'sec-fetch-site': 'cross-site' },
    );
    await sends(`/s/${slug}/ask`, { token, item: itemId, website: 'telltaletrap' });
    await sends(`/s/${slug}/report`, await photoForm(Buffer.alloc(6_000_000)));

    // Broken: a bug of ours, told to the log.
    await goods.db.query('alter table neighbour_need add constraint crash check (false) not valid');
    await calls(asks, { token: (await form()).askToken, text: 'telltalecrash' });
    await sends(`/s/${slug}/ask`, { token: (await form()).askToken, text: 'telltalecrash' });
    await goods.db.query('alter table neighbour_need drop constraint crash');

    // Too many.
    const { askToken } = await form();
    let last = 0;
    for (let time = 0; time < 70 && last !== 429; time++)
      last = (await calls(asks, { token: askToken, itemId })).status;
    await sends(`/s/${slug}/ask`, { token: (await form()).askToken, text: 'telltaletoomany' });
  }

  it('came along with forms that were taken, refused, broken and too many', async () => {
    expect([...statuses].sort()).toEqual([200, 201, 303, 400, 403, 404, 413, 422, 429, 500]);
    const needs = await steward.get<Page<NeedReply>>('/api/v1/needs');
    expect(needs.body.data.map(({ itemName, text }) => itemName ?? text).sort()).toEqual([
      'Diapers size 4',
      'a stroller',
    ]);
    const reports = await steward.get<Page<NeighbourReportReply>>('/api/v1/neighbour-reports');
    expect(reports.body.data.map(({ kind, photoId }) => [kind, photoId !== null]).sort()).toEqual([
      ['dirty', true],
      ['warm', false],
    ]);
  });

  it('is recognized where it stands, so that not finding it means something', () => {
    expect(toldIn(`from ${visitor.address}`)).toEqual([visitor.address]);
    expect(toldIn(Buffer.from(`Exif${camera.make}`).toString('hex'))).toEqual([`${camera.make} as bytes`]);
    expect(toldIn('words Telltalecrash', lostWords)).toEqual(['telltalecrash']);
    expect(toldIn('Diapers size 4')).toEqual([]);
  });

  it('stands in no column of no table, and neither does the minute of it', async () => {
    const { rows: tables } = await goods.db.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const of = async (table: string) =>
      (await goods.db.query<{ row: string }>(`select t::text as row from ${table} t`)).rows.map(
        ({ row }) => row,
      );
    for (const { name } of tables)
      expect([name, toldIn((await of(name)).join('\n'), lostWords)]).toEqual([name, []]);
    for (const name of ['neighbour_need', 'neighbour_report', 'photo']) {
      const rows = await of(name);
      expect([name, rows.length > 0]).toEqual([name, true]);
      expect([name, rows.filter((row) => /:2[3-9]:\d\d/.test(row))]).toEqual([name, []]);
    }
  });

  it('stands in no line of the log, which tells of the bug', () => {
    const text = logged.join('');
    expect(text).toContain('PostgreSQL refused (code 23514, constraint crash');
    expect(toldIn(text, lostWords)).toEqual([]);
  });

  it('is told back to nobody who visits', () => {
    for (const { path, text } of answered) expect([path, toldIn(text)]).toEqual([path, []]);
  });

  it('is told to no member, whatever they read', async () => {
    const { body: document } = await server.nobody.get<{ paths: Record<string, Record<string, unknown>> }>(
      '/api/openapi.json',
    );
    const kept = await goods.db.query<{ id: string }>(
      'select id from neighbour_need union all select id from neighbour_report union all select id from photo',
    );
    const ids = [siteId, itemId, ...kept.rows.map(({ id }) => id)];
    const paths = Object.entries(document.paths).flatMap(([path, methods]) =>
      !('get' in methods) || path.endsWith('/live')
        ? []
        : path.includes('{')
          ? ids.map((id) => path.replaceAll('{slug}', slug).replaceAll(/\{\w+\}/g, id))
          : [path],
    );
    let read = 0;
    for (const path of new Set(paths)) {
      const { token } = path.includes('/public/') ? server.nobody : server.organizer;
      const answer = await fetch(server.address + path, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
      });
      const text = `${headersOf(answer.headers)} ${Buffer.from(await answer.arrayBuffer()).toString('latin1')}`;
      expect([path, toldIn(text, lostWords)]).toEqual([path, []]);
      if (answer.status === 200) read++;
    }
    expect(read).toBeGreaterThan(40);
  });
});

function told({ headers, html }: { headers: Headers; html: string }): string {
  return `${headersOf(headers)} ${html}`;
}

function headersOf(headers: Headers): string {
  const lines: string[] = [];
  headers.forEach((value, name) => lines.push(`${name}: ${value}`));
  return lines.join('\n');
}
