import type { BoardReply, BoardSiteReply, PublicSiteReply } from '@shared/neighbours/public.contract';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A site in the words of schema.org: a place, open to everybody, free. */
export function siteAsSchemaOrg(
  site: Pick<PublicSiteReply, 'name' | 'slug' | 'area' | 'address' | 'latitude' | 'longitude' | 'hours'>,
  address: string,
): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Place',
    '@id': `${address}/s/${site.slug}`,
    url: `${address}/s/${site.slug}`,
    name: site.name,
    publicAccess: true,
    isAccessibleForFree: true,
    ...(site.address ? { address: site.address } : site.area ? { address: site.area } : {}),
    ...(site.latitude !== null && site.longitude !== null
      ? { geo: { '@type': 'GeoCoordinates', latitude: site.latitude, longitude: site.longitude } }
      : {}),
    openingHoursSpecification: site.hours.map(({ weekday, opens, closes }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: days[weekday - 1],
      opens,
      closes: closes === '24:00' ? '23:59' : closes,
    })),
  };
}

/** A board in the words of schema.org: an organization, its places, and what it seeks. */
export function boardAsSchemaOrg(board: BoardReply, address: string): object {
  const placeOf = (slug: string) => ({ '@id': `${address}/s/${slug}` });
  return {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    '@id': `${address}/board/${board.slug}`,
    url: `${address}/board/${board.slug}`,
    name: board.group,
    location: board.sites.map((site: BoardSiteReply) => {
      const { '@context': _, ...place } = siteAsSchemaOrg(site, address) as Record<string, unknown>;
      return place;
    }),
    seeks: board.needs.map((need) => ({
      '@type': 'Demand',
      itemOffered: {
        '@type': 'Product',
        name: need.name,
        ...(need.category ? { category: need.category } : {}),
      },
      availableAtOrFrom: placeOf(need.siteSlug),
    })),
  };
}
