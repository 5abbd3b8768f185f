import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { verifyCommand } from '@api/cli/verify.command';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the proof of the ledger', () => {
  let server: TestApp;
  let goods: Goods;
  let source: DataSource;
  let database: Database;
  let [site, other, item] = ['', '', ''];

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    source = await makeDataSource(server.databaseUrl).initialize();
    database = new Database(source);
    [site, other, item] = [await goods.site(), await goods.site(), await goods.item('Beans')];
    const give = { reason: 'donation', itemId: item, quantity: 20, toSiteId: site } as const;
    await goods.record(server.organizer, give, { ...give, lot: { code: 'L1' } });
    await goods.record(server.organizer, {
      reason: 'distribution',
      itemId: item,
      quantity: 3,
      fromSiteId: site,
    });
    await server.organizer.post('/api/v1/transfers', {
      ...{ id: newId(), fromSiteId: site, toSiteId: other, shippedAt: new Date().toISOString() },
      lines: [
        { itemId: item, quantity: 5, lot: { code: 'L1' } },
        { itemId: item, quantity: 2 },
      ],
    });
  });

  afterAll(async () => {
    await source.destroy();
    await goods.close();
    await server.close();
  });

  const proof = () => database.enter(verifyLedger);
  const run = async () => {
    const lines: string[] = [];
    return { code: await verifyCommand(database, (line) => lines.push(line)), lines };
  };

  it('finds nothing where nothing is wrong, with goods in transit too', async () => {
    expect(await run()).toEqual({
      code: 0,
      lines: ['The ledger is right: 5 movements, 3 levels and 2 lot levels agree.'],
    });
  });

  /** Changes what is kept behind the ledger's back, looks, and puts it back. */
  const planted = async (change: string, undo: string) => {
    await goods.db.query(change, [site]);
    const found = await proof();
    const words = await run();
    await goods.db.query(undo, [site]);
    expect(words.code).toBe(1);
    return found.differences.map((one) => [one.what, one.kept, one.shouldBe]);
  };

  it('finds a wrong level', async () => {
    const by = (n: number) =>
      `update site_item set level = level + ${n}, lotless_level = lotless_level + ${n} where site_id = $1`;
    expect(await planted(by(1), by(-1))).toEqual([
      ['balance', '38', '37'],
      ['level', '31', '30'],
      ['lotless_level', '16', '15'],
    ]);
  });

  it('finds a wrong level of a lot', async () => {
    const by = (n: number) => `update lot_level set level = level + ${n} where site_id = $1`;
    expect(await planted(by(1), by(-1))).toEqual([['lot_level', '16', '15']]);
  });

  it('finds a wrong first movement', async () => {
    const by = (days: number) =>
      `update site_item set first_moved_at = first_moved_at + interval '${days} days' where site_id = $1`;
    expect((await planted(by(1), by(-1))).map(([what]) => what)).toEqual(['first_moved_at']);
  });

  it('finds a movement that was slipped in past the writer', async () => {
    await goods.db.query('begin');
    await goods.db.query(
      `insert into movement (id, group_id, reason, item_id, quantity, to_site_id, occurred_at, recorded_at, member_id, fingerprint)
       select gen_random_uuid(), group_id, 'donation', item_id, 4, to_site_id, occurred_at, recorded_at, member_id, gen_random_uuid()
       from movement where reason = 'donation' limit 1`,
    );
    await goods.db.query('commit');
    const { code, lines } = await run();
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/Beans: the level is kept as 30 and should be 34/);
    // Only the owner of the database can take a movement out, and only by switching the trigger off.
    await goods.db.query('alter table movement disable trigger append_only');
    await goods.db.query(`delete from movement where quantity = 4 and reason = 'donation'`);
    await goods.db.query('alter table movement enable trigger append_only');
    expect((await run()).code).toBe(0);
  });

  it('finds goods in transit that no open transfer carries', async () => {
    await goods.db.query(
      `update transfer set received_at = now(), receipt_id = gen_random_uuid(), receipt_fingerprint = gen_random_uuid()`,
    );
    const { differences } = await proof();
    expect(differences.map((one) => [one.what, one.kept, one.shouldBe])).toEqual([
      ['in_transit', '5', '0'],
      ['in_transit', '2', '0'],
    ]);
    await goods.db.query(
      `update transfer set received_at = null, receipt_id = null, receipt_fingerprint = null`,
    );
  });

  it.each(['update movement set quantity = 1', 'delete from movement', 'truncate movement cascade'])(
    'the ledger refuses: %s',
    async (statement) => {
      await expect(goods.db.query(statement)).rejects.toThrow('append-only');
    },
  );

  it.each([
    ['a quantity of 0', { quantity: 0 }],
    ['an unknown reason', { reason: 'theft' }],
    ['a distribution that arrives', { reason: 'distribution' }],
    ['a transfer from nowhere', { reason: 'transfer' }],
    ['a household at a donation', { household_size: 2 }],
    ['an unknown channel', { reason: 'distribution', channel: 'post' }],
    ['a blank note', { note: '' }],
  ])('the ledger refuses a movement with %s, whoever writes it', async (_, wrong) => {
    const movement = {
      reason: 'donation',
      quantity: 1,
      household_size: null,
      channel: null,
      note: null,
      ...wrong,
    };
    const insert = goods.db.query(
      `insert into movement (id, group_id, reason, item_id, quantity, to_site_id, occurred_at, recorded_at, member_id, fingerprint,
         household_size, channel, note)
       select gen_random_uuid(), group_id, $1, item_id, $2, to_site_id, occurred_at, recorded_at, member_id, fingerprint, $3, $4, $5
       from movement where reason = 'donation' limit 1`,
      [movement.reason, movement.quantity, movement.household_size, movement.channel, movement.note],
    );
    await expect(insert).rejects.toThrow('movement_is_sound');
  });
});
