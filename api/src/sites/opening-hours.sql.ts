/** The opening hours of a site as JSON, `[{ weekday, opens: "09:00", closes: "17:30" }]`, in the order of the week. */
export const openingHours = (siteId: string) => /* sql */ `
  coalesce((
    select jsonb_agg(jsonb_build_object('weekday', o.weekday, 'opens', ${clock('o.opens')}, 'closes', ${clock('o.closes')})
      order by o.weekday, o.opens)
    from public_hours o where o.site_id = ${siteId}), '[]')`;

function clock(minutes: string): string {
  return `lpad((${minutes} / 60)::text, 2, '0') || ':' || lpad((${minutes} % 60)::text, 2, '0')`;
}
