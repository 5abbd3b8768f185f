import { v7 as newId } from 'uuid';
import type { CategoryReply, ItemReply } from '@shared/catalog/catalog.contract';
import type { Page } from '@shared/words/page';
import { otherGroup } from '../support/other-group';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('categories and items', () => {
  let server: TestApp;
  let organizer: Person;
  let steward: Person;
  let volunteer: Person;

  beforeAll(async () => {
    server = await startTestApp();
    organizer = server.organizer;
    steward = await server.join('steward');
    volunteer = await server.join('volunteer');
  });

  afterAll(() => server.close());

  const makeItem = async (body: object) => {
    const made = await volunteer.post<ItemReply>('/api/v1/items', { unit: 'each', ...body });
    expect(made.status).toBe(201);
    return made.body;
  };

  describe('categories', () => {
    it('are there from the start, by name, and an organizer adds and changes them', async () => {
      const list = await volunteer.get<Page<CategoryReply>>('/api/v1/categories');
      expect(list.body.data[0]).toMatchObject({ name: 'Baby food and formula', kind: 'infant_food' });
      const body = { id: newId(), name: 'Pet food' };
      const made = await organizer.post<CategoryReply>('/api/v1/categories', body);
      expect(made).toMatchObject({ status: 201, body: { ...body, kind: 'ordinary', shelfLifeDays: null } });
      expect((await organizer.post('/api/v1/categories', body)).status).toBe(200);
      expect((await organizer.post('/api/v1/categories', { ...body, name: 'Other' })).status).toBe(409);
      const changed = await organizer.patch(`/api/v1/categories/${body.id}`, { shelfLifeDays: 365 });
      expect(changed).toMatchObject({ status: 200, body: { name: 'Pet food', shelfLifeDays: 365 } });
    });

    it('are changed by organizers only, and by none of another group', async () => {
      expect((await steward.post('/api/v1/categories', { name: 'X' })).status).toBe(403);
      const { body } = await organizer.post<CategoryReply>('/api/v1/categories', { name: 'Ours' });
      const stranger = await otherGroup(server);
      expect((await stranger.patch(`/api/v1/categories/${body.id}`, { name: 'Theirs' })).status).toBe(404);
      expect(await organizer.post('/api/v1/categories', { name: 'X', shelfLifeDays: 0 })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'shelfLifeDays' }] },
      });
    });
  });

  describe('items', () => {
    it('are made by a volunteer with their barcodes and a label code', async () => {
      const category = (await organizer.post<CategoryReply>('/api/v1/categories', { name: 'Beans' })).body.id;
      const item = await makeItem({
        name: ' Chickpeas, can 400 g ',
        categoryId: category,
        barcodes: [{ code: '036000291452' }, { code: '10036000291459', packQuantity: 12 }],
      });
      expect(item).toEqual({
        id: expect.any(String),
        name: 'Chickpeas, can 400 g',
        unit: 'each',
        categoryId: category,
        family: null,
        variant: null,
        ownCode: expect.stringMatching(/^CS-/),
        barcodes: [
          { code: '00036000291452', packQuantity: 1 },
          { code: '10036000291459', packQuantity: 12 },
        ],
        archived: false,
      });
      expect((await volunteer.get(`/api/v1/items/${item.id}`)).body).toEqual(item);
    });

    it('are the same item when the same is sent again, in any order of barcodes', async () => {
      const body = {
        id: newId(),
        name: 'Lentils',
        unit: 'g',
        barcodes: [{ code: '4006381333931' }, { code: '96385074', packQuantity: 500 }],
      };
      expect((await volunteer.post('/api/v1/items', body)).status).toBe(201);
      const again = await volunteer.post('/api/v1/items', {
        ...body,
        barcodes: [...body.barcodes].reverse(),
      });
      expect(again).toMatchObject({ status: 200, body: { id: body.id } });
      const other = await volunteer.post('/api/v1/items', { ...body, unit: 'ml' });
      expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    });

    it('refuse an unreadable barcode by its place, and one of another item by its name', async () => {
      const bad = await volunteer.post('/api/v1/items', {
        name: 'X',
        unit: 'each',
        barcodes: [{ code: '4011' }, { code: '036000291453' }],
      });
      expect(bad).toMatchObject({
        status: 422,
        body: { code: 'invalid_code', errors: [{ path: 'barcodes[1].code', code: 'check_digit' }] },
      });
      await makeItem({ name: 'Oat milk', barcodes: [{ code: '5901234123457' }] });
      const taken = await organizer.post('/api/v1/items', {
        name: 'Soy milk',
        unit: 'each',
        barcodes: [{ code: '05901234123457' }],
      });
      expect(taken).toMatchObject({
        status: 409,
        body: { code: 'in_use', detail: 'The code 5901234123457 already stands for "Oat milk".' },
      });
      const left = await volunteer.get<Page<ItemReply>>('/api/v1/items?q=soy%20milk');
      expect(left.body.data.map((item) => item.name)).not.toContain('Soy milk');
    });

    it('are changed and archived by a steward; the unit is not', async () => {
      const item = await makeItem({ name: 'Coat', family: 'Winter coat', variant: 'adult M' });
      const path = `/api/v1/items/${item.id}`;
      expect((await volunteer.patch(path, { name: 'Jacket' })).status).toBe(403);
      const changed = await steward.patch<ItemReply>(path, { name: 'Jacket', variant: null, archived: true });
      expect(changed.body).toEqual({ ...item, name: 'Jacket', variant: null, archived: true });
      expect(await steward.patch(path, { unit: 'g' })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'unit', code: 'unknown_field' }] },
      });
      expect(await steward.patch(path, { categoryId: newId() })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'categoryId' }] },
      });
      const named = async (query: string) =>
        (await volunteer.get<Page<ItemReply>>(`/api/v1/items?${query}`)).body.data.map((found) => found.name);
      expect(await named('family=winter%20coat')).toEqual([]);
      expect(await named('family=winter%20coat&archived=true')).toEqual(['Jacket']);
      expect(await named('q=jacket')).toEqual([]);
      expect(await named('q=jacket&archived=true')).toEqual(['Jacket']);
    });

    it('are listed by name in pages, and by category', async () => {
      const all = (await volunteer.get<Page<ItemReply>>('/api/v1/items?limit=500')).body;
      const plain = all.data.map((item) => item.name.toLowerCase());
      expect(plain).toEqual([...plain].sort());
      expect(all.nextCursor).toBeNull();
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<ItemReply> = (
          await volunteer.get<Page<ItemReply>>(`/api/v1/items?limit=2${cursor && `&cursor=${cursor}`}`)
        ).body;
        seen.push(...page.data.map((item) => item.id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(all.data.map((item) => item.id));
      const category = (await organizer.post<CategoryReply>('/api/v1/categories', { name: 'Ice' })).body.id;
      await makeItem({ name: 'Ice', categoryId: category });
      const iced = await volunteer.get<Page<ItemReply>>(`/api/v1/items?categoryId=${category}`);
      expect(iced.body.data.map((item) => item.name)).toEqual(['Ice']);
    });

    it('show nothing to another group, and take its barcodes for it too', async () => {
      const stranger = await otherGroup(server);
      const item = await makeItem({ name: 'Ours', barcodes: [{ code: '4012345678901' }] });
      expect((await stranger.get(`/api/v1/items/${item.id}`)).status).toBe(404);
      expect((await stranger.patch(`/api/v1/items/${item.id}`, { name: 'X' })).status).toBe(404);
      expect((await stranger.get<Page<ItemReply>>('/api/v1/items?q=ours')).body.data).toEqual([]);
      expect((await stranger.get<Page<ItemReply>>('/api/v1/items?q=4012345678901')).body.data).toEqual([]);
      const bind = await stranger.put(`/api/v1/items/${item.id}/barcodes/4012345678901`, { packQuantity: 1 });
      expect(bind.status).toBe(404);
      const own = await stranger.post('/api/v1/items', {
        name: 'Theirs',
        unit: 'each',
        barcodes: [{ code: '4012345678901' }],
      });
      expect(own.status).toBe(201);
    });

    it.each<[string, object]>([
      ['name', { unit: 'each' }],
      ['unit', { name: 'X', unit: 'kg' }],
      ['categoryId', { name: 'X', unit: 'g', categoryId: newId() }],
      ['barcodes[0].packQuantity', { name: 'X', unit: 'g', barcodes: [{ code: '4011', packQuantity: 1.5 }] }],
      ['barcodes[0].price', { name: 'X', unit: 'g', barcodes: [{ code: '4011', price: 2 }] }],
      ['barcodes', { name: 'X', unit: 'g', barcodes: '4011' }],
      [
        'barcodes[1].code',
        { name: 'X', unit: 'g', barcodes: [{ code: '4011' }, { code: '4011', packQuantity: 2 }] },
      ],
      ['allergens', { name: 'X', unit: 'g', allergens: [] }],
    ])('refuse a wrong %s: %j', async (path, body) => {
      const answer = await volunteer.post('/api/v1/items', body);
      expect(answer).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ path })] } });
    });
  });

  describe('barcodes', () => {
    const bind = (person: Person, item: ItemReply, code: string, packQuantity: unknown = 1) =>
      person.put<ItemReply>(`/api/v1/items/${item.id}/barcodes/${encodeURIComponent(code)}`, {
        packQuantity,
      });

    it('are bound by their meaning, whatever a scanner sends, and bound again without effect', async () => {
      const item = await makeItem({ name: 'Rice 1 kg' });
      const scan = ']C1010061414100073917280101\u001d10AB-12';
      expect(await bind(volunteer, item, scan, 24)).toMatchObject({
        status: 200,
        body: { barcodes: [{ code: '00614141000739', packQuantity: 24 }] },
      });
      expect((await bind(volunteer, item, '614141000739', 24)).body.barcodes).toHaveLength(1);
      expect((await bind(volunteer, item, '614141000739', 12)).body.barcodes[0]?.packQuantity).toBe(12);
      const link = 'https://example.org/01/09506000134352?17=280101';
      expect((await bind(volunteer, item, link)).body.barcodes).toContainEqual({
        code: '09506000134352',
        packQuantity: 1,
      });
    });

    it('move to another item for a steward; a volunteer is told whose it is', async () => {
      const apple = await makeItem({ name: 'Apples' });
      const pear = await makeItem({ name: 'Pears' });
      await bind(volunteer, apple, '4016');
      expect(await bind(volunteer, pear, '4016')).toMatchObject({
        status: 409,
        body: { code: 'in_use', detail: 'The code 4016 already stands for "Apples".' },
      });
      expect((await bind(steward, pear, '4016')).body.barcodes).toEqual([{ code: '4016', packQuantity: 1 }]);
      expect((await volunteer.get<ItemReply>(`/api/v1/items/${apple.id}`)).body.barcodes).toEqual([]);
    });

    it('are never our own labels, nor unreadable, nor nothing', async () => {
      const item = await makeItem({ name: 'Plums' });
      expect(await bind(volunteer, item, item.ownCode)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ path: 'code', code: 'own_code' }] },
      });
      expect(await bind(volunteer, item, '036000291453')).toMatchObject({
        status: 422,
        body: { code: 'invalid_code' },
      });
      expect((await bind(volunteer, item, '036000291452', 0)).status).toBe(422);
      expect((await bind(volunteer, item, '\u0000')).status).toBe(422);
      const broken = await volunteer.put(`/api/v1/items/${item.id}/barcodes/%ff%fe`, { packQuantity: 1 });
      expect(broken.status).toBe(400);
    });

    it('are taken off by a steward', async () => {
      const item = await makeItem({ name: 'Corn', barcodes: [{ code: '0614141999996' }] });
      const path = `/api/v1/items/${item.id}/barcodes/614141999996`;
      expect((await volunteer.delete(path)).status).toBe(403);
      expect((await steward.delete(path)).status).toBe(204);
      expect((await steward.delete(path)).status).toBe(404);
      expect((await volunteer.get<ItemReply>(`/api/v1/items/${item.id}`)).body.barcodes).toEqual([]);
    });
  });
});
