import { v7 as newId } from 'uuid';
import type { MovementLine } from '@shared/stock/movement-line';
import type { Work } from '@api/platform/work';
import { postMovements } from '@api/stock/post-movements';
import { reverseMovement } from '@api/stock/reverse-movement';
import { recordCount } from '@api/stocktakes/record-count';
import { CountedModel } from '../support/counted-model';
import { type LedgerBench, startLedgerBench } from '../support/ledger-bench';
import { randomOf, seeds } from '../support/random';

/** LEDGER_SEED=17 repeats one history. */
describe('a count in a random history', () => {
  let bench: LedgerBench;

  beforeAll(async () => {
    bench = await startLedgerBench();
  });

  afterAll(() => bench.close());

  const write = <T>(job: (work: Work) => Promise<T>) => bench.database.write(bench.organizer, job);
  const levelOf = async (siteId: string, itemId: string) => {
    const { rows } = await bench.goods.db.query<{ level: string }>(
      'select level from site_item where site_id = $1 and item_id = $2',
      [siteId, itemId],
    );
    return Number(rows[0]?.level ?? 0);
  };

  it.each(seeds(40))(
    'stays true, in whatever order things become known and are undone (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const sites = await bench.goods.sites(2);
      const itemId = await bench.goods.item();
      const models = new Map(sites.map((site) => [site, new CountedModel()]));
      const began = Date.now() - 40 * 86_400_000;
      const used = new Set<number>();
      const someInstant = (): number => {
        const at = began + random.between(1, 39 * 24 * 60) * 60_000;
        if (used.has(at)) return someInstant();
        used.add(at);
        return at;
      };
      /** What may be undone: the movement to undo, and what it is to the models. */
      const open: { movementId: string; id: string }[] = [];
      for (let step = 0; step < 30; step++) {
        const choice = random.between(1, 12);
        if (choice <= 5) {
          const [at, quantity] = [someInstant(), random.between(1, 9)];
          const [from = '', to = ''] = random.shuffled(sites);
          const way = random.oneOf([
            { reason: 'donation', toSiteId: to } as const,
            { reason: 'distribution', fromSiteId: from } as const,
            { reason: 'transfer', fromSiteId: from, toSiteId: to } as const,
          ]);
          const occurredAt = new Date(at).toISOString();
          const line: MovementLine = { id: newId(), itemId, quantity, occurredAt, ...way };
          const lot = random.chance(40) ? { lot: { code: `L${random.between(1, 2)}` } } : {};
          const results = await write((work) => postMovements(work, [{ ...line, ...lot }]));
          expect(results).toMatchObject([{ status: 'recorded' }]);
          if (line.fromSiteId) models.get(line.fromSiteId)?.moved(line.id, at, -quantity);
          if (line.toSiteId) models.get(line.toSiteId)?.moved(line.id, at, quantity);
          open.push({ movementId: line.id, id: line.id });
        } else if (choice <= 8) {
          const [at, counted, siteId] = [someInstant(), random.between(0, 12), random.oneOf(sites)];
          const count = { id: newId(), siteId, occurredAt: new Date(at).toISOString() };
          const { thing } = await write((work) =>
            recordCount(work, { ...count, lines: [{ itemId, counted }] }),
          );
          models.get(siteId)?.counted(count.id, at, counted);
          const movementId = thing.lines[0]?.movementId ?? null;
          if (movementId !== null) open.push({ movementId, id: count.id });
        } else if (choice === 9) {
          // "The count came first": the balance of what was late for it is undone.
          const { rows } = await bench.goods.db.query<{
            late: string;
            balance: string;
            site: string;
            at: Date;
          }>(
            `select k.movement_id as late, k.balance_id as balance, k.site_id as site, k.counted_at as at
             from late_movement k join movement m on m.id = k.movement_id
             where m.item_id = $1 and m.reverses_id is null and m.reason <> 'count'
               and not exists (select from movement r where r.reverses_id in (k.balance_id, k.movement_id))
             order by k.movement_id, k.site_id`,
            [itemId],
          );
          const late = rows.length > 0 ? random.oneOf(rows) : null;
          if (!late) continue;
          await write((work) => reverseMovement(work, late.balance, { id: newId(), note: 'Counted before' }));
          models.get(late.site)?.cameAfter(late.late, late.at.getTime());
        } else if (open.length > 0) {
          const [{ movementId, id }] = open.splice(random.between(0, open.length - 1), 1) as [
            (typeof open)[0],
          ];
          // Rarer than what the ledger keeps up with: the count that came before something, undone after that.
          if ([...models.values()].some((model) => model.cameBeforeUndone(id))) continue;
          const undo = { id: newId(), note: 'a mistake' };
          const first = await write((work) => reverseMovement(work, movementId, undo));
          const again = await write((work) => reverseMovement(work, movementId, undo));
          expect([first.made, again.made]).toEqual([true, false]);
          for (const model of models.values()) model.undo(id);
        }
        const levels = await Promise.all(sites.map((site) => levelOf(site, itemId)));
        expect([step, ...levels]).toEqual([step, ...sites.map((site) => models.get(site)?.level())]);
      }
      expect(await bench.differences()).toEqual([]);
    },
  );
});
