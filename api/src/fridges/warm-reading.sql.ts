/**
 * For a lateral join with an excursion `e`: the newest reading of the thermometers that make it, as `byThermometer` and the rules
 * have it: those whose newest is too warm and that no person read cold later; of what people read, nobody and no thermometer. No
 * row where the excursion is over, or nobody measured.
 */
export const warmReading = /* sql */ `
select n.* from (
  select distinct on (r.sensor) r.celsius_tenths, r.occurred_at, r.source, r.sensor from reading r
  where e.ended_at is null and r.site_id = e.site_id and r.probe = e.probe and r.occurred_at >= e.began_at
  order by r.sensor, r.occurred_at desc, r.celsius_tenths desc
) n
where n.celsius_tenths > e.limit_tenths and not exists (
  select from reading c
  where c.site_id = e.site_id and c.probe = e.probe and c.occurred_at > n.occurred_at and c.celsius_tenths <= e.limit_tenths
    and (c.sensor is null or n.sensor is null)
)
order by n.occurred_at desc, n.celsius_tenths desc limit 1`;
