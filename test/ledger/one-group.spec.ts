import { v7 as newId } from 'uuid';
import { type LedgerBench, startLedgerBench } from '../support/ledger-bench';

/** The fence behind the program's own checks: PostgreSQL itself keeps groups apart. */
describe('the database', () => {
  let bench: LedgerBench;
  let [site, item, member, group] = ['', '', '', ''];
  let theirs: Record<string, string>;

  beforeAll(async () => {
    bench = await startLedgerBench();
    const { goods } = bench;
    [site, item, group] = [await goods.site(), await goods.item(), goods.groupId];
    member = (await goods.db.query<{ id: string }>('select id from member')).rows[0]?.id ?? '';
    const other = await goods.otherGroup();
    theirs = {
      item_id: await goods.item('Theirs', { groupId: other }),
      to_site_id: await goods.site('pantry', [], other),
      from_site_id: await goods.site('pantry', [], other),
      member_id: newId(),
      group_id: other,
    };
    await goods.db.query(
      `insert into member (id, group_id, name, role, joined_at) values ($1, $2, 'Theo', 'volunteer', now())`,
      [theirs['member_id'], other],
    );
  });

  afterAll(() => bench.close());

  const insert = (more: Record<string, string | null>) => {
    const row = {
      ...{ id: newId(), group_id: group, reason: 'count', item_id: item, quantity: '1', to_site_id: site },
      ...{ occurred_at: 'now', recorded_at: 'now', member_id: member, fingerprint: newId(), ...more },
    };
    const names = Object.keys(row);
    return bench.goods.db.query(
      `insert into movement (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    );
  };
  const refused = { code: '23503', constraint: 'movements_are_of_one_group' };

  it.each(['item_id', 'to_site_id', 'member_id', 'group_id'])(
    'refuses a movement with the %s of another group',
    async (column) => {
      await expect(insert({ [column]: theirs[column] ?? '' })).rejects.toMatchObject(refused);
    },
  );

  it('refuses a movement from a site of another group', async () => {
    const from = { from_site_id: theirs['from_site_id'] ?? '', to_site_id: null };
    await expect(insert(from)).rejects.toMatchObject(refused);
  });

  it.each(['item_id', 'to_site_id', 'member_id', 'lot_id', 'transfer_id', 'reverses_id'])(
    'refuses a movement with a %s that is not there',
    async (column) => {
      await expect(insert({ [column]: newId() })).rejects.toMatchObject(refused);
    },
  );

  const pair = (more: Record<string, string>) => {
    const row = { site_id: site, item_id: item, group_id: group, ...more };
    return bench.goods.db.query('insert into site_item (site_id, item_id, group_id) values ($1, $2, $3)', [
      row.site_id,
      row.item_id,
      row.group_id,
    ]);
  };

  it('refuses a level of a site or an item that is not there or belongs to another group', async () => {
    const theirSite = { site_id: theirs['to_site_id'] ?? '' };
    const theirItem = { item_id: theirs['item_id'] ?? '' };
    const wrong = [theirSite, theirItem, { group_id: theirs['group_id'] ?? '' }];
    for (const one of [...wrong, { site_id: newId() }, { item_id: newId() }, { group_id: newId() }])
      await expect(pair(one)).rejects.toMatchObject({ code: '23503', constraint: 'pairs_are_of_one_group' });
    await expect(
      pair({ ...theirSite, ...theirItem, group_id: theirs['group_id'] ?? '' }),
    ).resolves.toBeTruthy();
  });

  it('lets no level become that of another item', async () => {
    const other = await bench.goods.item();
    await pair({ item_id: other });
    await expect(
      bench.goods.db.query('update site_item set item_id = $1 where item_id = $2', [item, other]),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it('refuses to remove who recorded something and what something stands for', async () => {
    await bench.goods.record(bench.server.organizer, {
      ...{ reason: 'donation', itemId: item, quantity: 1, toSiteId: site, lot: { code: 'L1' } },
    });
    for (const table of ['member', 'item', 'site', 'lot']) {
      await expect(
        bench.goods.db.query(`delete from ${table} where group_id = $1`, [group]),
      ).rejects.toThrow();
    }
  });
});
