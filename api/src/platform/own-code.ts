import { randomBytes } from 'node:crypto';
import { makeOwnCode } from '@shared/barcodes/own-code';
import type { Id } from '@shared/words/id';
import type { Work } from './work';

/** What one of our own codes stands for. */
export type OwnCodeOf = { readonly siteId: Id } | { readonly itemId: Id; readonly lotId?: Id };

const tries = 5;

/**
 * The short code of a site, item or lot: the one it has, else a new one. Several at once get the same.
 * The caller has made sure that the thing is the group's; a foreign one is refused by the database.
 */
export async function giveOwnCode(work: Work, of: OwnCodeOf): Promise<string> {
  const ids = 'siteId' in of ? [null, null, of.siteId] : [of.itemId, of.lotId ?? null, null];
  const which =
    'siteId' in of ? 'site_id = $2' : of.lotId ? 'lot_id = $2' : 'item_id = $2 and lot_id is null';
  const key = 'siteId' in of ? of.siteId : (of.lotId ?? of.itemId);
  // A code that is taken (one in 2^45 for each code there is) or a thing that got its code meanwhile: look again.
  for (let attempt = 0; attempt < tries; attempt++) {
    const [found] = (await work.tx.query(`select code from own_code where group_id = $1 and ${which}`, [
      work.member.groupId,
      key,
    ])) as { code: string }[];
    if (found) return found.code;
    await work.tx.query(
      /* sql */ `
      insert into own_code (group_id, code, item_id, lot_id, site_id) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
      [work.member.groupId, makeOwnCode(randomBytes(6)), ...ids],
    );
  }
  throw new Error('No free label code found.');
}
