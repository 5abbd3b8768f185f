import { v7 as newId } from 'uuid';
import type { Work } from '@api/platform/work';
import { Site } from './site.entity';

/** Makes the place where a new group's goods are while they travel. It is on no list. */
export async function openInTransitSite(work: Work): Promise<void> {
  await work.tx.insert(Site, {
    id: newId(),
    groupId: work.member.groupId,
    name: 'In transit',
    kind: 'in_transit',
    timeZone: work.member.timeZone,
    refuses: [],
    createdAt: work.now,
  });
}
