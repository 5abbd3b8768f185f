import { type ColdLimits, coldPresets } from '@shared/fridges/cold-limits';
import type { Preset } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** What is set for one site; null where the group's preset says it. Temperatures are tenths of a degree Celsius. */
export interface OwnColdSettings {
  readonly fridgeTenths: number | null;
  readonly freezerTenths: number | null;
  readonly allowedMinutes: number | null;
  readonly hotAllowedMinutes: number | null;
  readonly preparedFoodDays: number | null;
  readonly visitEveryHours: number;
  readonly acceptsNote: string | null;
}

export interface SiteCold {
  readonly siteId: Id;
  readonly preset: Preset;
  readonly own: OwnColdSettings;
  /** What holds: the site's own, else the preset's. */
  readonly limits: ColdLimits;
}

export const visitEveryHoursUsually = 24;

const select = /* sql */ `
select s.id as "siteId", g.preset, c.fridge_limit_tenths::int as "fridgeTenths", c.freezer_limit_tenths::int as "freezerTenths",
  c.allowed_minutes::int as "allowedMinutes", c.hot_allowed_minutes::int as "hotAllowedMinutes",
  c.prepared_food_days::int as "preparedFoodDays", coalesce(c.visit_every_hours, ${visitEveryHoursUsually})::int as "visitEveryHours",
  c.accepts_note as "acceptsNote"
from site s join aid_group g on g.id = s.group_id left join site_cold c on c.site_id = s.id
where s.group_id = $1 and s.kind <> 'in_transit'`;

const ofSites: Statement = { name: 'site-cold', text: `${select} and s.id = any($2::uuid[])` };

type Row = OwnColdSettings & { siteId: Id; preset: Preset };

/** What holds at each of the sites that are the group's. */
export async function coldOfSites(work: Work, siteIds: readonly Id[]): Promise<Map<Id, SiteCold>> {
  const rows = await run<Row>(work, ofSites, [work.member.groupId, siteIds]);
  return new Map(
    rows.map(({ siteId, preset, ...own }) => [
      siteId,
      { siteId, preset, own, limits: limitsOf(preset, own) },
    ]),
  );
}

/** @throws Problem `not_found` */
export async function coldOfSite(work: Work, siteId: Id): Promise<SiteCold> {
  const cold = (await coldOfSites(work, [siteId])).get(siteId);
  if (!cold) throw new Problem('not_found', 'There is no site with this id.');
  return cold;
}

/**
 * The same, for a change of what is known about the site's cold: whoever else changes it waits.
 * @throws Problem `not_found`
 */
export async function coldForChange(work: Work, siteId: Id): Promise<SiteCold> {
  await coldOfSite(work, siteId);
  await run(work, lock, [siteId, work.member.groupId]);
  return coldOfSite(work, siteId);
}

const lock: Statement = {
  name: 'lock-site-cold',
  // Of two that make the row at once, the second waits here too.
  text: /* sql */ `
insert into site_cold as c (site_id, group_id) values ($1, $2)
on conflict (site_id) do update set group_id = c.group_id`,
};

function limitsOf(preset: Preset, own: OwnColdSettings): ColdLimits {
  const usual = coldPresets[preset];
  const allowedMinutes = own.allowedMinutes ?? usual.allowedMinutes;
  return {
    fridgeTenths: own.fridgeTenths ?? usual.fridgeTenths,
    freezerTenths: own.freezerTenths ?? usual.freezerTenths,
    allowedMinutes,
    // Heat never gives more time.
    hotAllowedMinutes: Math.min(allowedMinutes, own.hotAllowedMinutes ?? usual.hotAllowedMinutes),
    preparedFoodDays: own.preparedFoodDays ?? usual.preparedFoodDays,
  };
}
