import type { SiteStatus } from './sites.contract';

/** How a site stands, told apart without colour: 24 × 24 paths, even-odd filled. */
export const siteStatusShapes: Record<SiteStatus, string> = {
  // An empty ring with a bar through it.
  out: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM7 10.5h10v3H7Z',
  // A triangle pointing down.
  low: 'M1.5 4h21L12 22Z',
  // A disc with a tick cut out.
  ok: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.6L5.8 12l2-2 2.6 2.6 5.8-5.8 2 2Z',
};
