import { randomBytes } from 'node:crypto';
import { makeOwnCode } from '@shared/barcodes/own-code';
import type { Id } from '@shared/words/id';
import type { Work } from './work';

/** What one of our own codes stands for. */
export type OwnCodeOf = { readonly siteId: Id } | { readonly itemId: Id; readonly lotId?: Id | null };

const tries = 5;

/**
 * Sees to it that each of these sites, items and lots has a short code of its own; those that have one keep it, and several
 * callers at once agree. The caller has made sure that the things are the group's; foreign ones are refused by the database.
 */
export async function giveOwnCodes(work: Work, things: readonly OwnCodeOf[]): Promise<void> {
  const items = things.map((of) => ('siteId' in of ? null : of.itemId));
  const lots = things.map((of) => ('siteId' in of ? null : (of.lotId ?? null)));
  const sites = things.map((of) => ('siteId' in of ? of.siteId : null));
  // A new code may be taken already (one in 2^45 for each code there is), or given by somebody else meanwhile: look again.
  for (let attempt = 0; attempt < tries; attempt++) {
    const missing = (await work.tx.query(`select n::int - 1 as at ${withoutCode}`, [items, lots, sites])) as {
      at: number;
    }[];
    if (missing.length === 0) return;
    const pick = <T>(values: readonly T[]) => missing.map(({ at }) => values[at]);
    await work.tx.query(
      /* sql */ `
      insert into own_code (group_id, code, item_id, lot_id, site_id)
      select $1, t.* from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[]) as t
      on conflict do nothing`,
      [
        work.member.groupId,
        missing.map(() => makeOwnCode(randomBytes(6))),
        pick(items),
        pick(lots),
        pick(sites),
      ],
    );
  }
  throw new Error('No free label code found.');
}

const withoutCode = /* sql */ `
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as t (item_id, lot_id, site_id, n)
  where not exists (select from own_code o where o.site_id = t.site_id)
    and not exists (select from own_code o where o.lot_id = t.lot_id)
    and (t.lot_id is not null
      or not exists (select from own_code o where o.item_id = t.item_id and o.lot_id is null))`;
