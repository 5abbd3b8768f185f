import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { MovementLine } from '@shared/stock/movement-line';
import type { MovementResult, RecordMovementsReply, StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import type { Person, TestApp } from './test-app';

/** A line without what every line has: `line` fills in an id and the time. */
export type Line = Partial<MovementLine> & Pick<MovementLine, 'reason'>;

/** Sites, items and movements for tests of the ledger; the first group's unless said otherwise. */
export interface Goods {
  readonly db: Client;
  readonly groupId: Id;
  site(kind?: string, refuses?: readonly string[], groupId?: Id): Promise<Id>;
  item(name?: string, more?: { unit?: string; categoryId?: Id; groupId?: Id }): Promise<Id>;
  sites(count: number): Promise<Id[]>;
  items(count: number): Promise<Id[]>;
  category(kind: string): Promise<Id>;
  barcode(itemId: Id, code: string, packQuantity?: number): Promise<void>;
  /** A second group with nothing but itself. */
  otherGroup(): Promise<Id>;
  record(person: Person, ...lines: Line[]): Promise<MovementResult[]>;
  /** What the stock list says of one item at one site. */
  stockOf(siteId: Id, itemId: Id): Promise<StockReply | undefined>;
  close(): Promise<void>;
}

export async function goodsOf(server: TestApp): Promise<Goods> {
  const db = new Client({ connectionString: server.databaseUrl });
  await db.connect();
  const groupId = ((await db.query<{ id: Id }>('select id from aid_group')).rows[0] as { id: Id }).id;
  const insert = async (table: string, row: Record<string, unknown>) => {
    const id = newId();
    const names = ['id', ...Object.keys(row)];
    await db.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      [id, ...Object.values(row)],
    );
    return id;
  };
  let count = 0;
  const several = async (count: number, make: () => Promise<Id>) => {
    const ids: Id[] = [];
    while (ids.length < count) ids.push(await make());
    return ids;
  };
  const goods: Goods = {
    db,
    groupId,
    sites: (number) => several(number, () => goods.site()),
    items: (number) => several(number, () => goods.item()),
    site: (kind = 'free_store', refuses = [], group = groupId) =>
      insert('site', {
        group_id: group,
        name: `Site ${++count}`,
        kind,
        time_zone: 'America/New_York',
        refuses,
        created_at: new Date(),
      }),
    item: (name = `Item ${++count}`, more = {}) =>
      insert('item', {
        group_id: more.groupId ?? groupId,
        name,
        unit: more.unit ?? 'each',
        category_id: more.categoryId ?? null,
        created_at: new Date(),
      }),
    category: (kind) => insert('category', { group_id: groupId, name: `Category ${++count}`, kind }),
    barcode: async (itemId, code, packQuantity = 1) => {
      await db.query('insert into barcode (group_id, code, item_id, pack_quantity) values ($1, $2, $3, $4)', [
        groupId,
        code,
        itemId,
        packQuantity,
      ]);
    },
    otherGroup: async () => {
      const id = await insert('aid_group', {
        name: 'Westside',
        time_zone: 'Europe/Madrid',
        preset: 'eu',
        created_at: new Date(),
      });
      return id;
    },
    record: async (person, ...lines) => {
      const movements = lines.map((line) => ({
        id: newId(),
        occurredAt: new Date().toISOString(),
        ...line,
      }));
      const answer = await person.post<RecordMovementsReply>('/api/v1/movements', { movements });
      if (answer.status !== 200)
        throw new Error(`Recording answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body.results;
    },
    stockOf: async (siteId, itemId) =>
      (await server.organizer.get<Page<StockReply>>(`/api/v1/stock?siteId=${siteId}&itemId=${itemId}`)).body
        .data[0],
    close: () => db.end(),
  };
  return goods;
}
