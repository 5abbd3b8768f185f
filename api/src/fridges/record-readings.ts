import { tenths } from '@shared/fridges/reading-line';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { ensureSite } from '@api/figures/par-levels';
import type { Reading } from './reading';

export type ReadingOutcome = 'recorded' | 'duplicate' | 'id_reused';

/**
 * Writes readings of one of the group's sites: the only code that writes `reading`. The same id and content again changes
 * nothing; with other content it is `id_reused`. Answers in the order given, whatever the order of their times.
 * @throws Problem `not_found` for a site that is not the group's.
 */
export async function recordReadings(
  work: Work,
  siteId: Id,
  readings: readonly Reading[],
): Promise<ReadingOutcome[]> {
  await ensureSite(work, siteId);
  if (readings.length === 0) return [];
  const digests = readings.map((one) => digestOf(work, siteId, one));
  const inserted = await run<{ id: Id }>(work, insert, [
    work.member.groupId,
    siteId,
    work.now,
    readings.map(({ id }) => id),
    readings.map(({ probe }) => probe),
    readings.map(({ celsius }) => tenths(celsius)),
    readings.map(({ occurredAt }) => occurredAt),
    readings.map(({ source }) => source),
    readings.map(({ sensor }) => sensor ?? null),
    digests,
  ]);
  const fresh = new Set(inserted.map(({ id }) => id));
  const stood =
    fresh.size === readings.length ? [] : await run<Standing>(work, standing, [readings.map(({ id }) => id)]);
  const digestOfId = new Map(stood.map(({ id, fingerprint: digest }) => [id, digest]));
  return readings.map(({ id }, at) => {
    // Of two lines with one id, the first is the new one.
    if (fresh.delete(id)) return 'recorded';
    return digestOfId.get(id) === digests[at] ? 'duplicate' : 'id_reused';
  });
}

interface Standing {
  id: Id;
  fingerprint: Id;
}

function digestOf(work: Work, siteId: Id, { probe, celsius, occurredAt, source }: Reading): Id {
  return fingerprint([
    work.member.groupId,
    siteId,
    probe,
    tenths(celsius),
    occurredAt.toISOString(),
    source === 'visit' ? 'visit' : null,
  ]);
}

/** In the order of ids, so that crossing batches cannot deadlock; of lines with one id, the first. */
const insert: Statement = {
  name: 'record-readings',
  text: /* sql */ `
insert into reading (id, group_id, site_id, probe, celsius_tenths, occurred_at, recorded_at, source, sensor, fingerprint)
select distinct on (s.id) s.id, $1, $2, s.probe, s.tenths, s.occurred_at, $3, s.source, s.sensor, s.fingerprint
from unnest($4::uuid[], $5::text[], $6::smallint[], $7::timestamptz[], $8::text[], $9::text[], $10::uuid[])
  with ordinality as s (id, probe, tenths, occurred_at, source, sensor, fingerprint, n)
order by s.id, s.n
on conflict (id) do nothing
returning id`,
};

/** A second look, that sees what other transactions committed while the first one waited for them. */
const standing: Statement = {
  name: 'standing-readings',
  text: /* sql */ `select id, fingerprint from reading where id = any($1::uuid[])`,
};
