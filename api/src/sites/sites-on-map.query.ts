import type { MapTiles, SiteMapReply } from '@shared/sites/sites.contract';
import type { JsonText } from '@api/platform/json-text';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

const sitesAtMost = 5_000;

/** All open sites of the group by name, at most 5,000, each with the worst of what is kept of its items. */
export async function sitesOnMap(work: Work, tiles: MapTiles | null): Promise<JsonText<SiteMapReply>> {
  const [row] = await run<{ sites: string }>(work, statement, [work.member.groupId, sitesAtMost]);
  return `{"sites":[${row?.sites ?? ''}],"tiles":${JSON.stringify(tiles)}}`;
}

// One look into the index of shortages for each site, in the index's order of sites: nothing is counted, nothing sorted.
const statement: Statement = {
  name: 'sites-on-map',
  text: /* sql */ `
select array_to_string(array(
  select json_build_object('id', t.id, 'name', t.name, 'kind', t.kind, 'latitude', t.latitude, 'longitude', t.longitude,
    'status', case worst.status when 0 then 'out' when 1 then 'low' else 'ok' end)::text
  from site t left join lateral (
    select i.status from site_item i where i.site_id = t.id and i.status < 2 order by i.status limit 1
  ) worst on true
  where t.group_id = $1 and t.kind <> 'in_transit' and t.closed_at is null
  order by plain_text(t.name) collate "C", t.id limit $2
), ',') as sites`,
};
