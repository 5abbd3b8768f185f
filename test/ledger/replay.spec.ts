import { v7 as newId } from 'uuid';
import type { RecordMovementsReply } from '@shared/stock/stock.contract';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';
import { seededRandom } from './seeded-random';

/** How often the batch is sent; REPLAYS=1000 for the long run. */
const replays = Number(process.env['REPLAYS'] ?? 60);

describe('the same scans sent over and over, shuffled and split differently', () => {
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

  it(`leave the ledger that one sending leaves, after ${replays} of them by three devices`, async () => {
    const random = seededRandom(Number(process.env['SEED'] ?? 20_261_122));
    const siteIds = await Promise.all(Array.from({ length: 3 }, () => goods.site()));
    const itemIds = await Promise.all(Array.from({ length: 6 }, () => goods.item()));
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const lots = [
      undefined,
      undefined,
      { code: 'A' },
      { code: 'A', useBy: '2031-01-01' },
      { bestBy: '2031-02-02' },
    ];
    const lines = Array.from({ length: 120 }, (_, n) => {
      const from = pick(siteIds);
      const places = pick([
        { reason: 'donation', toSiteId: from },
        { reason: 'distribution', fromSiteId: from },
        { reason: 'waste', fromSiteId: from },
        { reason: 'transfer', fromSiteId: from, toSiteId: siteIds[(siteIds.indexOf(from) + 1) % 3] },
      ]);
      return {
        ...{ id: newId(), itemId: pick(itemIds), quantity: 1 + Math.floor(random() * 9), ...places },
        ...{ lot: pick(lots), occurredAt: new Date(Date.now() - (200 - n) * 1_000).toISOString() },
      };
    });
    const send = async (person: Person, movements: object[]) => {
      const answer = await person.post<RecordMovementsReply>('/api/v1/movements', { movements });
      expect(answer.status).toBe(200);
      return answer.body.results.map(({ status }) => status);
    };

    expect(new Set(await send(server.organizer, lines))).toEqual(new Set(['recorded']));
    const once = await ledger(goods);
    const devices = await Promise.all([1, 2, 3].map(() => server.join('volunteer')));
    for (let sent = 0; sent < replays; sent += devices.length) {
      await Promise.all(
        devices.map(async (device) => {
          const shuffled = shuffle(lines, random);
          while (shuffled.length > 0) {
            const part = shuffled.splice(0, 1 + Math.floor(random() * 60));
            expect(new Set(await send(device, part))).toEqual(new Set(['duplicate']));
          }
        }),
      );
    }
    expect(await ledger(goods)).toEqual(once);
  }, 600_000);

  it('leave it too when the very first sendings race, torn into pieces that overlap', async () => {
    const random = seededRandom(3);
    const [siteId, itemId] = [await goods.site(), await goods.item()];
    const lines = Array.from({ length: 60 }, (_, n) => ({
      ...{ id: newId(), reason: 'donation', itemId, quantity: n + 1, toSiteId: siteId },
      ...{ occurredAt: new Date().toISOString(), lot: n % 3 ? undefined : { code: `L${n % 4}` } },
    }));
    const devices = await Promise.all([1, 2, 3, 4].map(() => server.join('volunteer')));
    await Promise.all(
      devices.flatMap((device) =>
        Array.from({ length: 6 }, () => {
          const part = shuffle(lines, random).slice(0, 40);
          return device.post('/api/v1/movements', { movements: part });
        }),
      ),
    );
    await devices[0]?.post('/api/v1/movements', { movements: lines });
    expect((await goods.stockOf(siteId, itemId))?.onHand).toBe((60 * 61) / 2);
  });
});

/** Everything that is kept about movements, in a fixed order. */
async function ledger({ db }: Goods): Promise<unknown[]> {
  const rows = async (text: string) => (await db.query<Record<string, unknown>>(text)).rows;
  return [
    await rows(
      `select id, reason, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at, member_id from movement order by id`,
    ),
    await rows(`select site_id, item_id, level, lotless_level, first_moved_at from site_item order by 1, 2`),
    await rows(`select site_id, lot_id, level from lot_level order by 1, 2`),
    await rows(`select id, item_id, code, use_by, best_by, made_on from lot order by id`),
  ];
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const shuffled = [...list];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
