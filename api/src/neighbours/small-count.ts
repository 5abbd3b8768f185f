import type { SmallCount } from '@shared/neighbours/public.contract';

/** Counts of people below this are not told: in a small place a small number points at somebody. */
const leastTold = 5;

/** A count as strangers may see it; null for none. */
export function smallCount(count: number): SmallCount | null {
  if (count <= 0) return null;
  return count < leastTold ? '<5' : count;
}
