import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Page } from '@shared/words/page';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

const names = [
  'Black beans, can 400 g',
  'Kidney beans, can 400 g',
  'Green beans, frozen',
  'Bags, paper',
  'Bananas',
  'Batteries AA',
  'Bath towel',
  'Bread, sliced',
  'Brown rice 1 kg',
  'White rice 1 kg',
  'Rice milk',
  'Milk, whole 1 L',
  'Oat milk',
  'Peanut butter, jar',
  'Toothbrush',
  'Toothpaste',
  'Tampons, regular',
  'Jalapeños',
  'Crème fraîche',
  'Hand warmers',
  'Naloxone nasal spray',
  'Shampoo',
  'Soap bar',
  'Soup, tomato',
  'Tomatoes, canned',
  'Toilet paper',
  'Sunscreen SPF 50',
  'Socks, adult',
  'كسكس',
  'Яблоки',
];
const families: [string, string, string[]][] = [
  ['Diapers', 'Pañales', ['newborn', 'size 1', 'size 2', 'size 3', 'size 4', 'size 5']],
  ['Winter coat', 'Winter coat', ['adult S', 'adult M', 'adult L', 'child 8']],
];

describe('searching items', () => {
  let server: TestApp;
  let volunteer: Person;

  beforeAll(async () => {
    server = await startTestApp();
    volunteer = await server.join('volunteer');
    const bodies = [
      ...names.map((name) => ({ name })),
      ...families.flatMap(([name, family, variants]) =>
        variants.map((variant) => ({ name: `${name} ${variant}`, family, variant })),
      ),
    ];
    for (const body of bodies) await volunteer.post('/api/v1/items', { unit: 'each', ...body });
  });

  afterAll(() => server.close());

  const search = async (q: string) => {
    const answer = await volunteer.get<Page<ItemReply>>(`/api/v1/items?q=${encodeURIComponent(q)}`);
    expect(answer.status).toBe(200);
    return answer.body.data.map((item) => item.name);
  };

  it.each([
    ['beans', 'Green beans, frozen'],
    ['baens', 'Green beans, frozen'],
    ['tooth paste', 'Toothpaste'],
    ['brush', 'Toothbrush'],
    ['black baens', 'Black beans, can 400 g'],
    ['beens kidny', 'Kidney beans, can 400 g'],
    ['bananna', 'Bananas'],
    ['mlik', 'Milk, whole 1 L'],
    ['nilk', 'Milk, whole 1 L'],
    ['milk', 'Milk, whole 1 L'],
    ['rice', 'Rice milk'],
    ['riec brown', 'Brown rice 1 kg'],
    ['peanutbutter', 'Peanut butter, jar'],
    ['penut buter', 'Peanut butter, jar'],
    ['tooth', 'Toothbrush'],
    ['tothpaste', 'Toothpaste'],
    ['tampon', 'Tampons, regular'],
    ['panales 4', 'Diapers size 4'],
    ['pañales talla 4', 'Diapers size 4'],
    ['PAÑALES size 4', 'Diapers size 4'],
    ['diaper size 4', 'Diapers size 4'],
    ['diper newborn', 'Diapers newborn'],
    ['coat adult m', 'Winter coat adult M'],
    ['size 6', null],
    ['jalapenos', 'Jalapeños'],
    ['creme fraiche', 'Crème fraîche'],
    ['naloxon', 'Naloxone nasal spray'],
    ['naxolone', 'Naloxone nasal spray'],
    ['sunscren', 'Sunscreen SPF 50'],
    ['shampo', 'Shampoo'],
    ['soup', 'Soup, tomato'],
    ['tomatos', 'Tomatoes, canned'],
    ['dipers', 'Diapers newborn'],
    ['t', 'Tomatoes, canned'],
    ['яблоко', 'Яблоки'],
    ['كسكس', 'كسكس'],
    ['zzzz', null],
    ['%', null],
    ["'; drop table item; --", null],
    ['!!!', null],
  ])('finds for "%s" first: %s', async (q, first) => {
    const found = await search(q);
    if (q === 't') expect(found).toContain(first);
    else expect(found[0] ?? null).toBe(first);
  });

  it('leaves out what was not meant', async () => {
    const beans = ['Black beans, can 400 g', 'Green beans, frozen', 'Kidney beans, can 400 g'];
    expect((await search('beans')).sort()).toEqual(beans);
    expect((await search('baens')).slice(0, 3).sort()).toEqual(beans);
    expect(await search('size 4')).toEqual(['Diapers size 4']);
    expect((await search('rice')).slice(0, 3)).toEqual(['Rice milk', 'Brown rice 1 kg', 'White rice 1 kg']);
  });

  it('finds an item by its barcode in any form, and by our own label', async () => {
    const barcodes = [{ code: '041331124508', packQuantity: 1 }];
    const made = await volunteer.post<ItemReply>('/api/v1/items', { name: 'Pinto', unit: 'each', barcodes });
    expect(await search('041331124508')).toEqual(['Pinto']);
    expect(await search('00041331124508')).toEqual(['Pinto']);
    expect(await search(made.body.ownCode.toLowerCase().replaceAll('-', ''))).toEqual(['Pinto']);
    expect(await search('400')).toHaveLength(2);
  });

  it('pages through what it found, best first', async () => {
    const all = await search('milk');
    const one = (await volunteer.get<Page<ItemReply>>('/api/v1/items?q=milk&limit=1')).body;
    const two = await volunteer.get<Page<ItemReply>>(
      `/api/v1/items?q=milk&limit=1&cursor=${one.nextCursor ?? ''}`,
    );
    expect([...one.data, ...two.body.data].map((item) => item.name)).toEqual(all.slice(0, 2));
  });

  it('refuses a search of more than 200 characters', async () => {
    expect((await volunteer.get(`/api/v1/items?q=${'x'.repeat(201)}`)).status).toBe(422);
  });
});
