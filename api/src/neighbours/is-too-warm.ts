import { coldStateOf } from '@api/fridges/cold-state.query';
import type { Doorway } from '@api/platform/work';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';

/** Whether strangers should leave what spoils: it is warm, or was for too long and nobody looked; null where nobody measures. */
export async function isTooWarm(
  doorway: Doorway,
  { groupId, siteId, timeZone }: PublicPlace,
): Promise<boolean | null> {
  // Nobody in particular asks: the step looks at the group alone.
  const stranger = {
    memberId: '00000000-0000-0000-0000-000000000000',
    groupId,
    role: 'volunteer',
    timeZone,
  } as const;
  const cold = await coldStateOf({ ...doorway, member: stranger }, siteId);
  if (!cold || cold.state === 'no_readings' || cold.state === 'unknown') return null;
  return cold.state === 'warm' || cold.state === 'discard';
}
