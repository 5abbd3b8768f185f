/**
 * For a lateral join with an excursion `e`: the newest reading of the thermometers that make it, as `byThermometer` and the rules
 * have it: one that is too warm and that neither its own thermometer nor a person took back by a later cold one. No row where
 * the excursion is over, or nobody measured.
 */
export const warmReading = /* sql */ `
select r.celsius_tenths, r.occurred_at, r.source, r.sensor from reading r
where e.ended_at is null and r.site_id = e.site_id and r.probe = e.probe and r.occurred_at >= e.began_at
  and r.celsius_tenths > e.limit_tenths
  and not exists (
    select from reading c
    where c.site_id = e.site_id and c.probe = e.probe and c.occurred_at > r.occurred_at and c.celsius_tenths <= e.limit_tenths
      and (c.sensor = r.sensor or c.sensor is null or r.sensor is null)
  )
order by r.occurred_at desc, r.celsius_tenths desc limit 1`;
