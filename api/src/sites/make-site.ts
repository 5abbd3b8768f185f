import { v7 as newId } from 'uuid';
import type { MakeSite, SiteReply } from '@shared/sites/sites.contract';
import { Problem } from '@shared/words/problem';
import { giveOwnCodes } from '@api/platform/own-code';
import { fingerprint } from '@api/platform/fingerprint';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import type { Work } from '@api/platform/work';
import { defaultRefusals } from './default-refusals';
import { siteById } from './sites.queries';

/**
 * Makes a site with a label code of its own. The same id and content again changes nothing and answers what stands.
 * @throws Problem `id_reused`, `invalid` for half a position.
 */
export async function makeSite(work: Work, request: MakeSite): Promise<Made<SiteReply>> {
  const id = request.id?.toLowerCase() ?? newId();
  const latitude = request.latitude ?? null;
  const longitude = request.longitude ?? null;
  ensureWholePosition(latitude, longitude);
  const digest = fingerprint([
    ...[request.name.trim(), request.kind, request.timeZone, request.address?.trim(), latitude, longitude],
    request.refuses ? [...request.refuses].sort().join() : null,
  ]);
  const inserted = (await work.tx.query(
    /* sql */ `
    insert into site (id, group_id, name, kind, time_zone, address, latitude, longitude, refuses, created_at, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (id) do nothing returning id`,
    [
      ...[id, work.member.groupId, request.name.trim(), request.kind],
      ...[request.timeZone ?? work.member.timeZone, request.address?.trim() ?? null, latitude, longitude],
      ...[request.refuses ?? defaultRefusals(request.kind), work.now, digest],
    ],
  )) as unknown[];
  const isNew = inserted.length > 0;
  if (isNew) await giveOwnCodes(work, [{ siteId: id }]);
  else await ensureSentAgain(work, 'site', id, digest);
  return { isNew, thing: await siteById(work, id) };
}

/** A latitude without a longitude is nowhere. */
export function ensureWholePosition(latitude: number | null, longitude: number | null): void {
  if ((latitude === null) === (longitude === null)) return;
  const path = latitude === null ? 'latitude' : 'longitude';
  throw new Problem('invalid', undefined, [
    { path, code: 'incomplete', message: 'latitude and longitude go together.' },
  ]);
}
