import { v7 as newId } from 'uuid';
import type { BeginPowerCut, EndPowerCut, PowerCutReply } from '@shared/fridges/cold.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { fingerprint } from '@api/platform/fingerprint';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { instantNotAhead, invalidField } from './invalid-field';
import { judgeCold } from './judge-cold';
import { coldForChange } from './site-cold';

const longestAgoMs = 30 * 86_400_000;

/**
 * Notes that a site has no power, since when. The same id and content again changes nothing.
 * @throws Problem `not_found`, `id_reused`, `invalid`; `in_use` while another power cut lasts there.
 */
export async function beginPowerCut(
  work: Work,
  siteId: Id,
  request: BeginPowerCut,
): Promise<Made<PowerCutReply>> {
  const cold = await coldForChange(work, siteId);
  const beganAt = instantNotAhead(work, 'beganAt', request.beganAt);
  if (beganAt.getTime() < work.now.getTime() - longestAgoMs)
    throw invalidField('beganAt', 'too_long_ago', 'beganAt must not be more than 30 days ago.');
  const id = request.id?.toLowerCase() ?? newId();
  const isFreezerFull = request.isFreezerFull ?? false;
  const digest = fingerprint([work.member.groupId, siteId, beganAt.toISOString(), Number(isFreezerFull)]);
  // The site's row is held: nobody begins another one meanwhile.
  if ((await currentPowerCuts(work, [siteId])).some((cut) => cut.id !== id))
    throw new Problem('in_use', 'A power cut is noted here already.');
  const made = (await work.tx.query(
    /* sql */ `
    insert into power_cut (id, group_id, site_id, began_at, is_freezer_full, fingerprint) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do nothing returning id`,
    [id, work.member.groupId, siteId, beganAt, isFreezerFull, digest],
  )) as unknown[];
  const isNew = made.length > 0;
  if (isNew) await judgeCold(work, cold, beganAt);
  else await ensureSentAgain(work, 'power_cut', id, digest);
  return { isNew, thing: await powerCutById(work, siteId, id) };
}

/**
 * Notes that the power is back. Said again, the first word stands.
 * @throws Problem `not_found`; `invalid` for an end before the beginning.
 */
export async function endPowerCut(
  work: Work,
  siteId: Id,
  id: Id,
  request: EndPowerCut,
): Promise<PowerCutReply> {
  const cold = await coldForChange(work, siteId);
  const cut = await powerCutById(work, siteId, id);
  const endedAt = instantNotAhead(work, 'endedAt', request.endedAt);
  if (endedAt.toISOString() < cut.beganAt)
    throw invalidField('endedAt', 'before_beginning', 'endedAt must not be before the power cut began.');
  if (cut.endedAt !== null) return cut;
  await work.tx.query('update power_cut set ended_at = $2 where id = $1', [id, endedAt]);
  await judgeCold(work, cold, new Date(cut.beganAt));
  return powerCutById(work, siteId, id);
}

/** The power cuts that last at the sites. */
export async function currentPowerCuts(work: Work, siteIds: readonly Id[]): Promise<PowerCutReply[]> {
  return (await run<Row>(work, current, [work.member.groupId, siteIds])).map(powerCutReply);
}

/** Power cuts of a site that had not ended by `from` and began before `to`. */
export async function powerCutsBetween(
  work: Work,
  siteId: Id,
  from: Date,
  to: Date,
): Promise<PowerCutReply[]> {
  return (await run<Row>(work, between, [work.member.groupId, siteId, from, to])).map(powerCutReply);
}

async function powerCutById(work: Work, siteId: Id, id: Id): Promise<PowerCutReply> {
  const [row] = await run<Row>(work, byId, [work.member.groupId, siteId, id]);
  if (!row) throw new Problem('not_found');
  return powerCutReply(row);
}

interface Row {
  id: Id;
  siteId: Id;
  beganAt: Date;
  endedAt: Date | null;
  isFreezerFull: boolean;
}

function powerCutReply(row: Row): PowerCutReply {
  return { ...row, beganAt: row.beganAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null };
}

const select = /* sql */ `
select id, site_id as "siteId", began_at as "beganAt", ended_at as "endedAt", is_freezer_full as "isFreezerFull" from power_cut
where group_id = $1`;
const current: Statement = {
  name: 'current-power-cuts',
  text: `${select} and site_id = any($2::uuid[]) and ended_at is null`,
};
const between: Statement = {
  name: 'power-cuts-between',
  text: `${select} and site_id = $2 and began_at < $4 and (ended_at is null or ended_at >= $3) order by began_at, id limit 100`,
};
const byId: Statement = { name: 'power-cut-by-id', text: `${select} and site_id = $2 and id = $3` };
