import { PDFDocument } from 'pdf-lib';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the label of prepared food', () => {
  let server: TestApp;
  let goods: Goods;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const soup = {
    contents: 'Lentil soup with carrots',
    madeOn: '2026-11-25',
    allergens: [
      { allergen: 'milk', isInIt: true },
      { allergen: 'wheat', isInIt: false },
    ],
    size: '62x100',
  };
  const print = (more: object = {}) =>
    server.organizer.post<string>('/api/v1/labels/prepared-food', { ...soup, ...more });
  /** The lines of the SVG, in their order. */
  const lines = async (more: object = {}) =>
    [...(await print({ format: 'svg', ...more })).body.matchAll(/<text[^>]*>([^<]*)</g)].map(
      ([, text]) => text,
    );
  const said = async (more: object = {}) => (await lines(more)).join(' ');

  it('says what it is, when it was made and goes, and what is in it, not in it, and not stated', async () => {
    expect(await said()).toBe(
      'Lentil soup with carrots Made on 25 Nov 2026 Eat by, then throw out: 29 Nov 2026 CONTAINS: milk ' +
        'Not stated: egg, fish, shellfish, tree nuts, peanut, soy, sesame Keep cold Without: wheat',
    );
  });

  it('never takes a missing answer for a no', async () => {
    expect(await said({ allergens: [] })).toMatch(/Allergens: not stated/);
    expect(await said({ allergens: [{ allergen: 'milk', isInIt: false }] })).toMatch(
      /Not stated: egg.*Without: milk/,
    );
  });

  it('counts the days of the preset, of the site, or as it is told', async () => {
    expect(await said({ keepsDays: 7 })).toContain('throw out: 2 Dec 2026');
    const siteId = await goods.site('fridge');
    await server.organizer.patch(`/api/v1/sites/${siteId}/cold`, { preparedFoodDays: 3 });
    expect(await said({ siteId })).toContain('throw out: 28 Nov 2026');
    await server.organizer.patch('/api/v1/group', { preset: 'eu' });
    const european = await said();
    expect(european).toContain('throw out: 26 Nov 2026');
    expect(european).toContain('soy, sesame, gluten, celery, mustard, lupin, molluscs, sulphites');
    await server.organizer.patch('/api/v1/group', { preset: 'us' });
  });

  it('speaks two languages on one label', async () => {
    const both = await said({ languages: ['es', 'en'], kitchen: 'inspected', keepCold: false });
    expect(both).toMatch(/Hecho el 25 nov 2026.*CONTIENE: leche.*Made on 25 Nov 2026.*CONTAINS: milk/);
    expect(both).toMatch(/Cocina inspeccionada.*Inspected kitchen/);
    expect(both).not.toMatch(/Keep cold|Mantener/);
  });

  it('fits a small label by leaving out what nobody’s health hangs on, and else says so', async () => {
    const answers = ['egg', 'fish', 'soy', 'sesame', 'peanut', 'tree_nuts', 'crustaceans'].map(
      (allergen) => ({
        ...{ allergen, isInIt: false },
      }),
    );
    const small = await said({
      ...{ size: '50x30', contents: 'Rice and beans with roasted vegetables and a little cheese on top' },
      ...{ allergens: [...soup.allergens, ...answers], kitchen: 'home' },
    });
    expect(small).toContain('CONTAINS: milk');
    const tooLong = await print({
      size: '50x30',
      contents: 'Wide '.repeat(32).trim(),
      languages: ['en', 'es'],
    });
    expect(tooLong).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'contents', code: 'does_not_fit' }] },
    });
  });

  it('is a PDF of its own size, a page a copy', async () => {
    const answer = await fetch(`${server.address}/api/v1/labels/prepared-food`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.organizer.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...soup, copies: 3, size: '50x30' }),
    });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const pdf = await PDFDocument.load(await answer.arrayBuffer());
    const millimetres = pdf
      .getPages()
      .map((page) => [page.getWidth(), page.getHeight()].map((points) => Math.round((points * 25.4) / 72)));
    expect(millimetres).toEqual(Array(3).fill([50, 30]));
  });

  it('writes other scripts, and refuses what is no label', async () => {
    expect(await said({ contents: '红烧豆腐' })).toContain('红烧豆腐');
    expect((await print({ contents: '红烧豆腐' })).status).toBe(200);
    for (const bad of [
      { contents: '' },
      { madeOn: 'today' },
      { keepsDays: 8 },
      { size: '10x10' },
      { copies: 101 },
      { allergens: [{ allergen: 'love', isInIt: true }] },
      { allergens: [soup.allergens[0], soup.allergens[0]] },
      { languages: [] },
      { cook: 'Rosa' },
    ])
      expect((await print(bad)).status).toBe(422);
  });
});
