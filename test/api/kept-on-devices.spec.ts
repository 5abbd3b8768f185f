import { boundCode } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import type { CodeReply, ItemReply } from '@shared/catalog/catalog.contract';
import type { SignedInReply } from '@shared/people/people.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { SyncReply } from '@shared/sync/sync.contract';
import { dayOf } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { demonstrationLinks } from '@api/demo/demonstration-links';
import { loadDemonstration } from '@api/demo/load-demonstration';
import { Database } from '@api/platform/database';
import { Catalogue } from '../../web/src/app/device/catalogue';
import { meaningIn } from '../../web/src/app/device/code-meaning';
import { findItems } from '../../web/src/app/device/find-items';
import { stockRows } from '../../web/src/app/device/stock-rows';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

const timeZone = 'America/New_York';

/** What a device tells without a network is what the server would have told it. */
describe('a device that keeps the demonstration', () => {
  let server: TestApp;
  let organizer: Person;
  const catalogue = new Catalogue();

  beforeAll(async () => {
    server = await startTestApp({ setUp: false });
    await loadDemonstration(server.app.get(Database), { timeZone });
    const links = await demonstrationLinks(server.app.get(Database));
    const token = links.find(({ role }) => role === 'organizer')?.token;
    organizer = server.as((await server.nobody.post<SignedInReply>('/api/v1/sign-in', { token })).body.token);
    let since = '';
    for (let more = true; more;) {
      const { body } = await organizer.get<SyncReply>(`/api/v1/sync${since}`);
      catalogue.apply(body);
      [more, since] = [body.more, `?since=${body.cursor}`];
    }
  }, 120_000);

  afterAll(() => server.close());

  async function all<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: Page<T> } = await organizer.get<Page<T>>(
        `${path}limit=500${cursor && `&cursor=${cursor}`}`,
      );
      rows.push(...body.data);
      cursor = body.nextCursor;
    }
    return rows;
  }

  it('has the same stock, row for row: levels, lots, what may be handed out, par levels, what needs a count', async () => {
    const told = await all<StockReply>('/api/v1/stock?');
    const here = stockRows(catalogue, {
      ...{ siteId: null, categoryId: null, items: null },
      today: dayOf(new Date(), timeZone),
      waiting: () => 0,
      isCounted: () => false,
    });
    expect(told.length).toBeGreaterThan(100);
    expect(told.some(({ lots }) => lots.some(({ estimated }) => estimated))).toBe(true);
    expect(here.map(({ siteId, itemId }) => `${siteId} ${itemId}`)).toEqual(
      told.map(({ siteId, itemId }) => `${siteId} ${itemId}`),
    );
    expect(here).toEqual(told);
  });

  it('takes every code for what the server takes it for', async () => {
    const items = (await all<ItemReply>('/api/v1/items?')).slice(0, 100);
    const codes = items.flatMap(({ barcodes, ownCode }) => [ownCode, ...barcodes.map(({ code }) => code)]);
    expect(codes.length).toBeGreaterThan(80);
    for (const code of codes) {
      const { body } = await organizer.get<CodeReply>(`/api/v1/codes/${encodeURIComponent(code)}`);
      const reading = readCode(code);
      if (reading.kind === 'invalid') throw new Error(`${code} cannot be read.`);
      expect(boundCode(reading)).toBe(body.code);
      expect(meaningIn(catalogue, reading)).toEqual({
        ...{ kind: 'item', item: body.item, per: body.packQuantity, lot: null },
      });
    }
  });

  it.each(['beans', 'blak beens', 'milk', 'mlik', 'dipers', 'tom', 'coat m', 'peanutbutter'])(
    'finds for "%s" what the server finds, in the same order and before anything else',
    async (text) => {
      const query = encodeURIComponent(text);
      const { body } = await organizer.get<Page<ItemReply>>(`/api/v1/items?q=${query}&limit=20`);
      const here = findItems(catalogue, { text, atMost: 20 });
      expect(body.data.length).toBeGreaterThan(0);
      expect(here.slice(0, body.data.length).map(({ name }) => name)).toEqual(
        body.data.map(({ name }) => name),
      );
    },
  );
});
