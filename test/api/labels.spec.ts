import { v7 as newId } from 'uuid';
import type { CodeReply, ItemReply } from '@shared/catalog/catalog.contract';
import type { LabelSheetReply } from '@shared/labels/labels.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Page } from '@shared/words/page';
import { otherGroup } from '../support/other-group';
import { readPng, readSymbols, renderPdf } from '../support/read-symbols';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('labels', () => {
  let server: TestApp;
  let volunteer: Person;
  let beans: ItemReply;
  let plain: ItemReply;
  let site: SiteReply;
  let lotId: string;

  beforeAll(async () => {
    server = await startTestApp();
    volunteer = await server.join('volunteer');
    const made = await server.organizer.post<SiteReply>('/api/v1/sites', {
      name: 'Elm & Öak',
      kind: 'fridge',
    });
    site = made.body;
    beans = await make({ name: 'Black beans', variant: '400 g', barcodes: [{ code: '041331124508' }] });
    plain = await make({ name: 'Soup, home made' });
    const movement = {
      ...{ id: newId(), reason: 'donation', itemId: beans.id, quantity: 3, toSiteId: site.id },
      ...{ lot: { code: 'L23', useBy: '2028-01-31' }, occurredAt: new Date().toISOString() },
    };
    await volunteer.post('/api/v1/movements', { movements: [movement] });
    const scan = await volunteer.get<CodeReply>('/api/v1/codes/(01)00041331124508(17)280131(10)L23');
    lotId = scan.body.lotId ?? '';
  });

  afterAll(() => server.close());

  const make = async (body: object) =>
    (await volunteer.post<ItemReply>('/api/v1/items', { unit: 'each', ...body })).body;
  const fetched = async (path: string, more: RequestInit = {}, person = volunteer) => {
    const response = await fetch(`${server.address}/api/v1/labels/${path}`, {
      ...more,
      headers: { authorization: `Bearer ${person.token ?? ''}`, ...(more.headers as Record<string, string>) },
    });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const sheet = (body: object, query = '') =>
    fetched(`sheets${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const headersOf = (response: Response) => {
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => (headers[name] = value));
    return headers;
  };
  const scanned = async (text: string) =>
    (await volunteer.get<CodeReply>(`/api/v1/codes/${encodeURIComponent(text)}`)).body;

  it.each(['qr', 'datamatrix', 'code128'])(
    'draws our own code as %s that a scanner reads back',
    async (symbology) => {
      const { response, bytes } = await fetched(`items/${plain.id}.png?symbology=${symbology}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/png');
      const [symbol] = await readSymbols(readPng(bytes));
      expect(symbol?.text).toBe(plain.ownCode);
      expect(await scanned(symbol?.text ?? '')).toMatchObject({ kind: 'item', item: { id: plain.id } });
    },
  );

  it('draws the retail barcode, and says when there is none', async () => {
    const { bytes } = await fetched(`items/${beans.id}.png?symbology=retail`);
    const [symbol] = await readSymbols(readPng(bytes));
    expect(await scanned(symbol?.text ?? '')).toMatchObject({ kind: 'item', gtin: '00041331124508' });
    const none = await volunteer.get(`/api/v1/labels/items/${plain.id}.svg?symbology=retail`);
    expect(none).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/no retail barcode/), errors: [{ path: 'symbology' }] },
    });
  });

  it('gives a lot a code of its own with the first label, which tells the lot', async () => {
    const { bytes } = await fetched(`lots/${lotId}.pdf`);
    const [page] = await renderPdf(bytes, 300);
    const [symbol] = page ? await readSymbols(page) : [];
    expect(await scanned(symbol?.text ?? '')).toMatchObject({
      kind: 'lot',
      lotId,
      lotCode: 'L23',
      useBy: '2028-01-31',
      item: { id: beans.id },
    });
    const again = await fetched(`lots/${lotId}.svg`);
    expect(new TextDecoder().decode(again.bytes)).toContain(symbol?.text);
  });

  it('makes one code for a lot whose label twenty people print at once', async () => {
    const item = await make({ name: 'Bread', barcodes: [{ code: '4006381333931' }] });
    const movement = {
      ...{ id: newId(), reason: 'donation', itemId: item.id, quantity: 1, toSiteId: site.id },
      ...{ lot: { bestBy: '2028-02-01' }, occurredAt: new Date().toISOString() },
    };
    await volunteer.post('/api/v1/movements', { movements: [movement] });
    const lot = (await scanned('(01)04006381333931(15)280201')).lotId ?? '';
    const files = await Promise.all(Array.from({ length: 20 }, () => fetched(`lots/${lot}.svg`)));
    const codes = files.map(({ bytes }) => /CS-\w{5}-\w{5}/.exec(new TextDecoder().decode(bytes))?.[0]);
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toBeDefined();
  });

  it('speaks the language of the reader', async () => {
    const text = async (query: string, language = '') => {
      const { bytes } = await fetched(`lots/${lotId}.svg${query}`, {
        headers: { 'accept-language': language },
      });
      return new TextDecoder().decode(bytes);
    };
    expect(await text('')).toContain('Use by 31 Jan 2028');
    expect(await text('', 'fr, es-MX;q=0.8, en;q=0.5')).toContain('Lote L23');
    expect(await text('?language=es', 'en')).toContain('Fecha de caducidad 31 ene 2028');
    expect((await volunteer.get(`/api/v1/labels/lots/${lotId}.svg?language=fr`)).status).toBe(422);
  });

  it('is an SVG without script, to be shown and not kept by others', async () => {
    const { response, bytes } = await fetched(`sites/${site.id}.svg`);
    const svg = new TextDecoder().decode(bytes);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('Elm &#38; Öak');
    expect(svg).not.toMatch(/<script|<style| style=/);
    expect(headersOf(response)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': 'inline; filename="elm-oak.svg"',
      'cache-control': 'private, no-cache',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('prints sheets of items and lots, in the order asked', async () => {
    const list = await volunteer.get<Page<LabelSheetReply>>('/api/v1/labels/sheets');
    expect(list.body.data).toContainEqual({
      id: 'avery-l7160',
      name: 'Avery L7160',
      paper: 'a4',
      columns: 3,
      rows: 7,
      labelWidth: 63.5,
      labelHeight: 38.1,
    });
    const { response, bytes } = await sheet({
      sheet: 'avery-l7160',
      skip: 2,
      labels: [
        { itemId: beans.id, copies: 3 },
        { lotId, copies: 1 },
        { itemId: plain.id, copies: 20 },
      ],
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pages = await renderPdf(bytes, 150);
    expect(pages).toHaveLength(2);
    const found = await Promise.all(pages.map((page) => readSymbols(page)));
    const count = (code: string) => found.flat().filter((symbol) => symbol.text === code).length;
    expect([count(beans.ownCode), count(plain.ownCode), found.flat().length]).toEqual([3, 20, 24]);
  });

  it.each<[string, object]>([
    ['sheet', { sheet: 'post-it', labels: [{ itemId: newId(), copies: 1 }] }],
    ['skip', { sheet: 'avery-l7160', skip: 21, labels: [{ itemId: newId(), copies: 1 }] }],
    ['labels[0].itemId', { sheet: 'avery-l7160', labels: [{ itemId: newId(), copies: 1 }] }],
    ['labels[0].lotId', { sheet: 'avery-l7160', labels: [{ lotId: newId(), copies: 1 }] }],
    ['labels[0]', { sheet: 'avery-l7160', labels: [{ copies: 1 }] }],
    ['labels[0].copies', { sheet: 'avery-l7160', labels: [{ itemId: newId(), copies: 0 }] }],
    [
      'labels',
      {
        sheet: 'avery-l7160',
        labels: [
          { itemId: newId(), copies: 1500 },
          { itemId: newId(), copies: 501 },
        ],
      },
    ],
    ['labels', { sheet: 'avery-l7160', labels: [] }],
    ['colour', { sheet: 'avery-l7160', labels: [{ itemId: newId(), copies: 1 }], colour: 'red' }],
  ])('refuses a sheet with a wrong %s', async (path, body) => {
    const answer = await volunteer.post('/api/v1/labels/sheets', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ path })] } });
  });

  it('names the label of a sheet that has no retail barcode', async () => {
    const answer = await volunteer.post('/api/v1/labels/sheets', {
      sheet: 'avery-5167',
      symbology: 'retail',
      labels: [{ itemId: plain.id, copies: 1 }],
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'labels[0]' }] } });
  });

  it('finds nothing of another group, nor what is not there', async () => {
    const stranger = await otherGroup(server);
    for (const path of [`items/${beans.id}.svg`, `lots/${lotId}.png`, `sites/${site.id}.pdf`]) {
      expect((await stranger.get(`/api/v1/labels/${path}`)).status).toBe(404);
      expect((await server.nobody.get(`/api/v1/labels/${path}`)).status).toBe(401);
    }
    const theirs = await stranger.post('/api/v1/labels/sheets', {
      sheet: 'avery-l7160',
      labels: [{ lotId, copies: 1 }],
    });
    expect(theirs).toMatchObject({ status: 422, body: { errors: [{ path: 'labels[0].lotId' }] } });
    for (const path of [
      `items/${newId()}.svg`,
      `items/${beans.id}.gif`,
      `items/${beans.id}`,
      'items/x.svg',
    ]) {
      expect((await volunteer.get(`/api/v1/labels/${path}`)).status).toBe(404);
    }
    expect((await volunteer.get(`/api/v1/labels/items/${beans.id}.svg?symbology=aztec`)).status).toBe(422);
    expect((await volunteer.get(`/api/v1/labels/items/${beans.id}.png?dpi=9999`)).status).toBe(422);
  });
});
