import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { CodeReply } from '@shared/catalog/catalog.contract';
import type {
  DirectoryProductReply,
  DirectoryReply,
  ProductListBroken,
  ProductListProgress,
  ProductListReply,
} from '@shared/directory/directory.contract';
import type { ProblemReply } from '@shared/words/problem';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

type Body = string | Buffer | Readable;

describe('the product directory', () => {
  let server: TestApp;
  let organizer: Person;
  let volunteer: Person;

  beforeAll(async () => {
    server = await startTestApp();
    organizer = server.organizer;
    volunteer = await server.join('volunteer');
  });

  afterAll(() => server.close());

  /** Sends a list as it is; answers the status and each line of the answer. */
  const upload = async (body: Body, type = 'text/csv', person = organizer) => {
    const response = await fetch(`${server.address}/api/v1/directory/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token ?? ''}`, 'content-type': type },
      body: body instanceof Readable ? Readable.toWeb(body) : body,
      duplex: 'half',
    } as RequestInit);
    const lines = (await response.text()).trim().split('\n');
    return { status: response.status, lines: lines.map((line) => JSON.parse(line) as unknown), response };
  };
  const load = async (body: Body, type?: string) => {
    const { status, lines } = await upload(body, type);
    expect(status).toBe(200);
    return lines.at(-1) as ProductListReply;
  };
  const refusal = async (body: Body, type?: string) => {
    const { status, lines } = await upload(body, type);
    return { sent: status, ...(lines[0] as ProblemReply) };
  };
  const product = async (gtin: string) =>
    (await volunteer.get<DirectoryProductReply>(`/api/v1/directory/products/${gtin}`)).body;
  const size = async () => (await volunteer.get<DirectoryReply>('/api/v1/directory')).body.products;

  it('learns a list, pre-fills an unknown scan from it, and changes nothing when it comes again', async () => {
    const list =
      'gtin14,name,brand,quantity,category\n' +
      '09506000134352,"Water, sparkling",Dal Giardino,750 ml,"en:drinks,en:sparkling-waters"\r\n' +
      '00041331124508,Frijoles "negros" ñ,,,\n';
    const before = await size();
    expect(await load(list)).toMatchObject({ read: 2, added: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(await size()).toBe(before + 2);
    expect(await product('9506000134352')).toEqual({
      gtin: '09506000134352',
      name: 'Water, sparkling',
      brand: 'Dal Giardino',
      quantityText: '750 ml',
      category: 'drinks, sparkling waters',
    });
    const scan = await volunteer.get<CodeReply>('/api/v1/codes/041331124508');
    expect(scan.body).toMatchObject({ kind: 'unknown', directory: { name: 'Frijoles "negros" ñ' } });
    expect(await load(list)).toMatchObject({ read: 2, added: 0, changed: 0, unchanged: 2, refused: 0 });
  });

  it('takes what a later list says, and never a blank for what is known', async () => {
    await load('barcode,name,brand\n4006381333931,Pen,Stabilo\n');
    expect(await load('code;product_name;brands\n4006381333931;Pen 68;\n')).toMatchObject({ changed: 1 });
    expect(await product('4006381333931')).toMatchObject({ name: 'Pen 68', brand: 'Stabilo' });
    const twice = 'code,name\n4006381333931,First\n4006381333931,Second\n';
    expect(await load(twice)).toMatchObject({ read: 2, changed: 1, unchanged: 1 });
    expect(await product('4006381333931')).toMatchObject({ name: 'Second' });
  });

  it('refuses bad lines by number and reason, and loads the good ones around them', async () => {
    const list = [
      'gtin,name,brand',
      '5901234123457,Good one,B',
      '5901234123458,Wrong check digit,B',
      ',No code,B',
      '12AB,No number,B',
      '2012345678903,Deli counter,B',
      '96385074,,No name',
      '4012345678901,Too,many,columns',
      '10041331124505,"Never closed,B',
      '90614141000732,"Over',
      'two lines",B',
      '',
      '0614141999996,Good & last &amp; \\N,B',
    ].join('\n');
    const done = await load(list);
    expect(done).toMatchObject({ read: 10, added: 3, refused: 7 });
    expect(done.refusedLines.map(({ line, code }) => [line, code])).toEqual([
      [3, 'check_digit'],
      [4, 'code_missing'],
      [5, 'code_unreadable'],
      [6, 'restricted'],
      [7, 'name_missing'],
      [8, 'columns'],
      [9, 'quote'],
    ]);
    expect(done.refusedLines[0]).toMatchObject({
      barcode: '5901234123458',
      reason: expect.stringMatching(/check/),
    });
    expect(await product('90614141000732')).toMatchObject({ name: 'Over two lines' });
    expect(await product('614141999996')).toMatchObject({ name: 'Good & last & \\N' });
  });

  it('reads the tab-separated export of Open Food Facts, loose quotes and all', async () => {
    const list =
      'code\turl\tproduct_name\tquantity\tbrands\tcategories\tcategories_tags\n' +
      '3017620422003\thttp://x\tNutella "the one\t400 g\tFerrero,Nutella\tSpreads\ten:spreads\n' +
      '7622210449283\thttp://y\t"Prince ""Chocolat"""\t300 g\tLU\t\ten:snacks,en:sweet-snacks\n';
    expect(await load(list, 'text/tab-separated-values')).toMatchObject({ added: 2, refused: 0 });
    expect(await product('3017620422003')).toMatchObject({
      name: 'Nutella "the one',
      brand: 'Ferrero,Nutella',
    });
    expect(await product('7622210449283')).toMatchObject({
      name: 'Prince "Chocolat"',
      category: 'snacks, sweet snacks',
    });
  });

  it('reads gzip and UTF-16, whatever they are called', async () => {
    const list = 'ean,name\n4388858887568,Käse\n';
    expect(await load(gzipSync(list), 'application/gzip')).toMatchObject({ added: 1 });
    expect(await load(gzipSync(list), 'text/csv')).toMatchObject({ unchanged: 1 });
    expect(await load(Buffer.from(`\ufeff${list}`, 'utf16le'))).toMatchObject({ unchanged: 1 });
    expect(await load(Buffer.from(`\ufeff${list}`))).toMatchObject({ unchanged: 1 });
    const latin1 = await load(Buffer.from(list, 'latin1'));
    expect(latin1.refusedLines).toMatchObject([{ line: 2, code: 'encoding' }]);
  });

  it.each<[string, Body, RegExp]>([
    ['without a code column', 'name,brand\nX,Y\n', /product code \(gtin14/],
    ['without a name column', 'gtin,brand\n4006381333931,Y\n', /product name/],
    ['that is empty', '', /empty/],
    [
      'of random bytes',
      Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 251)),
      /first line/,
    ],
    ['without lines', 'x'.repeat(2_500_000), /no lines/],
    ['that is a workbook', Buffer.from('PK\u0003\u0004 and so on'), /ZIP/],
    ['that is gzip only at the start', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5]), /damaged/],
  ])('refuses a file %s whole, in words', async (_, body, words) => {
    const before = await size();
    expect(await refusal(body)).toMatchObject({
      status: 422,
      code: 'invalid',
      detail: expect.stringMatching(words),
    });
    expect(await size()).toBe(before);
  });

  it('says so when a file breaks off, and keeps what came before', async () => {
    const list = `gtin,name\n${generated(30_000, 'broken')}`;
    const packed = gzipSync(list);
    const { status, lines } = await upload(packed.subarray(0, packed.length - 20), 'application/gzip');
    expect(status).toBe(200);
    const last = lines.at(-1) as ProductListBroken;
    expect(last.problem).toMatchObject({
      code: 'invalid',
      detail: expect.stringMatching(/damaged or cut off/),
    });
    expect(await size()).toBeGreaterThan(20_000);
  });

  it('streams a long list, telling how far it is, in bounded memory', async () => {
    const before = process.memoryUsage().rss;
    const rows = 200_000;
    const body = Readable.from(
      (function* () {
        yield 'gtin14,name,brand,quantity\n';
        for (let from = 0; from < rows; from += 1_000) yield generated(1_000, 'long', from + 1_000_000);
      })(),
    );
    const { status, lines } = await upload(body);
    const steps = lines as ProductListProgress[];
    expect(status).toBe(200);
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.map((step) => step.read)).toEqual(steps.map((step) => step.read).sort((a, b) => a - b));
    expect(steps.at(-1)).toMatchObject({ read: rows, added: rows, refused: 0 });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  it('lists the first 1,000 refused lines and counts all', async () => {
    const done = await load(`gtin,name\n${'123,x\n'.repeat(2_500)}`);
    expect(done).toMatchObject({ read: 2_500, refused: 2_500 });
    expect(done.refusedLines).toHaveLength(1_000);
  });

  it('loads two lists of the same products at once', async () => {
    const rows = generated(25_000, 'twin', 5_000_000).trim().split('\n');
    const one = `gtin,name\n${rows.join('\n')}\n`;
    const other = `gtin,name\n${[...rows].reverse().join('\n')}\n`;
    const [a, b] = await Promise.all([load(one), load(other)]);
    expect(a.added + b.added).toBe(25_000);
  });

  it('is loaded by organizers only, and takes nothing but a list', async () => {
    const list = 'gtin,name\n4006381333931,Pen\n';
    const steward = await server.join('steward');
    expect((await upload(list, 'text/csv', steward)).status).toBe(403);
    expect((await upload(list, 'text/csv', server.nobody)).status).toBe(401);
    expect((await upload('{}', 'application/json')).status).toBe(400);
    const elsewhere = await fetch(`${server.address}/api/v1/items`, {
      method: 'POST',
      headers: { authorization: `Bearer ${organizer.token ?? ''}`, 'content-type': 'text/csv' },
      body: list,
    });
    expect(elsewhere.status).toBe(400);
  });

  it('knows what it does not know', async () => {
    expect((await volunteer.get('/api/v1/directory/products/4006381333932')).status).toBe(422);
    expect((await volunteer.get('/api/v1/directory/products/4000000000006')).status).toBe(404);
    expect((await server.nobody.get('/api/v1/directory')).status).toBe(401);
  });

  const real = (name: string) =>
    resolve(process.env['SHARED_DATA'] ?? resolve(__dirname, '../../../shared/data'), 'products', name);
  for (const [name, read, refused] of [
    ['products.csv', 7_901, 247],
    ['gtin_names_bulk.csv', 13_883, 0],
  ] as const) {
    const isThere = existsSync(real(name));
    (isThere ? it : it.skip)(
      `loads ${name}${isThere ? '' : ' (skipped: the file is not here)'}`,
      async () => {
        const done = await load(createReadStream(real(name)));
        expect(done).toMatchObject({ read, refused });
        expect(done.refusedLines.every((line) => line.code === 'restricted')).toBe(true);
        expect(await load(createReadStream(real(name)))).toMatchObject({ read, unchanged: read - refused });
      },
    );
  }
});

/** Lines of products with valid numbers, `from` being the first. */
function generated(count: number, name: string, from = 0): string {
  let lines = '';
  for (let n = from; n < from + count; n++) {
    const digits = String(300_000_000_000 + n);
    const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
    lines += `${digits}${(10 - (sum % 10)) % 10},${name} ${n}\n`;
  }
  return lines;
}
