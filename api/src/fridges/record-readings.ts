import { isCelsius, tenths } from '@shared/fridges/reading-line';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { judgeCold } from './judge-cold';
import type { Reading } from './reading';
import { coldForChange } from './site-cold';

/** `impossible` is what no thermometer shows at a fridge: a broken probe. */
export type ReadingOutcome = 'recorded' | 'duplicate' | 'id_reused' | 'impossible';

/**
 * Writes readings of one of the group's sites, and what follows from them: the only code that writes `reading`. The same id and
 * content again changes nothing; with other content it is `id_reused`. Answers in the order given, whatever the order of
 * their times.
 * @throws Problem `not_found` for a site that is not the group's.
 */
export async function recordReadings(
  work: Work,
  siteId: Id,
  readings: readonly Reading[],
): Promise<ReadingOutcome[]> {
  const cold = await coldForChange(work, siteId);
  const possible = readings.filter(({ celsius }) => isCelsius(celsius));
  if (possible.length === 0) return readings.map(() => 'impossible');
  const digests = new Map(possible.map((one) => [one, digestOf(work, siteId, one)]));
  const inserted = await run<{ id: Id; occurredAt: Date }>(work, insert, [
    work.member.groupId,
    siteId,
    work.now,
    possible.map(({ id }) => id),
    possible.map(({ probe }) => probe),
    possible.map(({ celsius }) => tenths(celsius)),
    possible.map(({ occurredAt }) => occurredAt),
    possible.map(({ source }) => source),
    possible.map(({ sensor }) => sensor ?? null),
    possible.map((one) => digests.get(one)),
  ]);
  if (inserted.length > 0) {
    await judgeCold(
      work,
      cold,
      new Date(Math.min(...inserted.map(({ occurredAt }) => occurredAt.getTime()))),
    );
  }
  const fresh = new Set(inserted.map(({ id }) => id));
  const stood =
    fresh.size === possible.length ? [] : await run<Standing>(work, standing, [possible.map(({ id }) => id)]);
  const digestOfId = new Map(stood.map(({ id, fingerprint: digest }) => [id, digest]));
  return readings.map((one) => {
    const digest = digests.get(one);
    if (digest === undefined) return 'impossible';
    // Of two lines with one id, the first is the new one.
    if (fresh.delete(one.id)) return 'recorded';
    return digestOfId.get(one.id) === digest ? 'duplicate' : 'id_reused';
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
returning id, occurred_at as "occurredAt"`,
};

/** A second look, that sees what other transactions committed while the first one waited for them. */
const standing: Statement = {
  name: 'standing-readings',
  text: /* sql */ `select id, fingerprint from reading where id = any($1::uuid[])`,
};
