import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { CodeReply, ItemReply } from '@shared/catalog/catalog.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import { otherGroup } from '../support/other-group';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('codes', () => {
  let server: TestApp;
  let volunteer: Person;
  let beans: ItemReply;
  let site: SiteReply;

  beforeAll(async () => {
    server = await startTestApp();
    volunteer = await server.join('volunteer');
    site = (await server.organizer.post<SiteReply>('/api/v1/sites', { name: 'Elm', kind: 'hub' })).body;
    beans = await make('Black beans', 'each', [
      { code: '041331124508' },
      { code: '10041331124505', packQuantity: 12 },
      { code: '4011' },
      { code: '94011', packQuantity: 2 },
      { code: 'SHELF 7' },
    ]);
    const database = new Client({ connectionString: server.databaseUrl });
    await database.connect();
    await database.query(
      `insert into directory_product values ('09506000134352', 'Sparkling water', 'Dal Giardino', '750 ml', 'drinks')`,
    );
    await database.end();
  });

  afterAll(() => server.close());

  const make = async (name: string, unit: string, barcodes: object[]) =>
    (await volunteer.post<ItemReply>('/api/v1/items', { name, unit, barcodes })).body;
  const read = (code: string, query = '', person = volunteer) =>
    person.get<CodeReply>(`/api/v1/codes/${encodeURIComponent(code)}${query}`);

  it.each<[string, string]>([
    ['UPC-A', '041331124508'],
    ['EAN-13 with a leading zero', '0041331124508'],
    ['GTIN-14', '00041331124508'],
    ['with a symbology prefix', ']E00041331124508'],
    ['as a GS1 element string', ']C10100041331124508'],
    ['in brackets', '(01)00041331124508'],
    ['as a Digital Link', 'https://id.example.org/01/00041331124508'],
  ])('reads a retail code %s', async (_, code) => {
    const answer = await read(code);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      kind: 'item',
      gtin: '00041331124508',
      code: '00041331124508',
      item: beans,
      packQuantity: 1,
    });
  });

  it('reads a case code with what is in the case', async () => {
    expect((await read('10041331124505')).body).toMatchObject({ kind: 'item', packQuantity: 12 });
  });

  it('tells the batch that the scan names, with separators', async () => {
    const scan = ']C1010004133112450817281231' + '10L23\u001d21S1';
    expect((await read(scan)).body).toMatchObject({
      kind: 'item',
      gtin: '00041331124508',
      lotCode: 'L23',
      useBy: '2028-12-31',
      serial: 'S1',
      packQuantity: 1,
    });
    const raw = await volunteer.get<CodeReply>(`/api/v1/codes/%5DC1010004133112450810L23%1D15281231`);
    expect(raw.body).toMatchObject({ kind: 'item', lotCode: 'L23', bestBy: '2028-12-31' });
  });

  it('counts a pallet of cases as what is on it', async () => {
    expect((await read('(02)10041331124505(37)40')).body).toMatchObject({
      kind: 'item',
      gtin: '10041331124505',
      count: 40,
      packQuantity: 480,
    });
  });

  it('weighs what is kept in grams by the weight in the code', async () => {
    await make('Cheese', 'g', [{ code: '90614141000732', packQuantity: 1000 }]);
    expect((await read('(01)90614141000732(3103)001250')).body).toMatchObject({
      weightGrams: 1250,
      packQuantity: 1250,
    });
    expect((await read('90614141000732')).body).toMatchObject({ packQuantity: 1000 });
  });

  it('reads eight digits as UPC-E when the scanner says so', async () => {
    await make('Cola', 'each', [{ code: '042100005264' }]);
    expect((await read('04252614', '?symbology=upc_e')).body).toMatchObject({
      kind: 'item',
      gtin: '00042100005264',
    });
  });

  it('reads PLU codes; organic produce is a good of its own', async () => {
    expect((await read('4011')).body).toMatchObject({
      kind: 'item',
      plu: '4011',
      organic: false,
      packQuantity: 1,
    });
    expect((await read('94011')).body).toMatchObject({
      kind: 'item',
      plu: '4011',
      organic: true,
      packQuantity: 2,
    });
    expect((await read('4958')).body).toEqual({ kind: 'unknown', plu: '4958', organic: false, code: '4958' });
  });

  it('reads our own labels of items, lots and sites', async () => {
    expect((await read(beans.ownCode)).body).toMatchObject({ kind: 'item', item: beans, packQuantity: 1 });
    expect((await read(beans.ownCode.toLowerCase())).body).toMatchObject({ kind: 'item' });
    expect((await read(site.ownCode)).body).toEqual({
      kind: 'site',
      code: site.ownCode,
      site: { id: site.id, name: 'Elm' },
    });
    expect((await read('SHELF 7')).body).toMatchObject({ kind: 'item', item: beans });
  });

  it('knows the lot that a scan names once goods of it have come in', async () => {
    const movement = {
      ...{ id: newId(), reason: 'donation', code: '041331124508', packs: 3, toSiteId: site.id },
      ...{ lot: { code: 'B7', useBy: '2028-05-01' }, occurredAt: new Date().toISOString() },
    };
    await volunteer.post('/api/v1/movements', { movements: [movement] });
    const known = await read('(01)00041331124508(17)280501(10)B7');
    expect(known.body).toMatchObject({ kind: 'item', lotId: expect.any(String), lotCode: 'B7' });
    expect((await read('(01)00041331124508(17)280502(10)B7')).body).not.toHaveProperty('lotId');
  });

  it('fills in an unknown product from the directory', async () => {
    expect((await read('9506000134352')).body).toEqual({
      kind: 'unknown',
      gtin: '09506000134352',
      code: '09506000134352',
      directory: {
        name: 'Sparkling water',
        brand: 'Dal Giardino',
        quantityText: '750 ml',
        category: 'drinks',
      },
    });
    expect((await read('614141000036')).body).toEqual({
      kind: 'unknown',
      gtin: '00614141000036',
      code: '00614141000036',
    });
  });

  it('marks codes of restricted circulation, which a group binds for itself', async () => {
    expect((await read('2012345678903')).body).toMatchObject({ kind: 'unknown', restricted: true });
    await make('Deli salad', 'each', [{ code: '2012345678903' }]);
    expect((await read('2012345678903')).body).toMatchObject({ kind: 'item', restricted: true });
  });

  it('keeps the codes of one group from another', async () => {
    const stranger = await otherGroup(server);
    for (const code of ['041331124508', beans.ownCode, site.ownCode, 'SHELF 7']) {
      expect((await read(code, '', stranger)).body.kind).toBe('unknown');
    }
    expect((await server.nobody.get('/api/v1/codes/4011')).status).toBe(401);
  });

  it.each([
    ['a wrong check digit', '041331124509', /check digit/],
    ['an impossible date', '(01)00041331124508(17)281332', /month/],
    ['an unknown identifier', ']C1010004133112450805XX', /identifier/],
    ['digits of no length', '12345', /digits/],
    ['a damaged label', 'CS-00000-00001', /last symbol/],
    ['control characters', 'a\u0007b', /printed/],
    ['blanks', '   ', /empty/],
    ['a long text', 'x'.repeat(600), /512/],
  ])('refuses %s in words', async (_, code, words) => {
    const answer = await read(code);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'invalid_code', detail: expect.stringMatching(words), errors: [{ path: 'code' }] },
    });
  });

  it('refuses what is no text, and fields it does not know', async () => {
    expect((await volunteer.get('/api/v1/codes/%E0%A4%A')).status).toBe(400);
    expect((await volunteer.get('/api/v1/codes/4011?site=1')).status).toBe(422);
  });
});
