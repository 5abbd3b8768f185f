import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Doorway, Work } from '@api/platform/work';
import type { EncodedPhoto } from './encode-photo';

/** Who keeps a photo, where it was taken and how long it is kept. */
export interface PhotoToKeep {
  readonly id: Id;
  readonly groupId: Id;
  readonly siteId: Id;
  readonly photo: EncodedPhoto;
  readonly days: number;
}

export interface KeptPhoto {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** Keeps a photo for some days. The same id again changes nothing. Takes a doorway: neighbours have no account. */
export async function keepPhoto(doorway: Doorway, { photo, ...of }: PhotoToKeep): Promise<void> {
  const expiresAt = new Date(doorway.now.getTime() + of.days * 86_400_000);
  await run(doorway, keep, [
    ...[of.id, of.groupId, of.siteId, photo.bytes, photo.mediaType, photo.width, photo.height],
    ...[doorway.now, expiresAt],
  ]);
}

/** A photo of the caller's group; null when there is none, or no more. */
export function photoById(work: Work, id: Id): Promise<KeptPhoto | null> {
  return photoOfGroup(work, work.member.groupId, id);
}

/** The same for a caller who is not known; the group's pages decide which photos are for everybody. */
export async function photoOfGroup(doorway: Doorway, groupId: Id, id: Id): Promise<KeptPhoto | null> {
  const [found] = await run<KeptPhoto>(doorway, one, [groupId, id, doorway.now]);
  return found ?? null;
}

/** Removes photos before their time. */
export async function discardPhotos(work: Work, ids: readonly Id[]): Promise<void> {
  await run(work, discard, [work.member.groupId, ids]);
}

/** Removes every group's photos whose time is over; what shows them shows none then. Answers how many. */
export async function discardExpiredPhotos(doorway: Doorway): Promise<number> {
  return (await run(doorway, discardExpired, [doorway.now])).length;
}

const keep: Statement = {
  name: 'keep-photo',
  text: /* sql */ `
insert into photo (id, group_id, site_id, bytes, media_type, width, height, made_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (id) do nothing`,
};

const one: Statement = {
  name: 'photo-of-group',
  text: /* sql */ `
select bytes, media_type as "mediaType" from photo where group_id = $1 and id = $2 and expires_at > $3`,
};

const discard: Statement = {
  name: 'discard-photos',
  text: /* sql */ `delete from photo where group_id = $1 and id = any($2::uuid[])`,
};

const discardExpired: Statement = {
  name: 'discard-expired-photos',
  text: /* sql */ `delete from photo where expires_at <= $1 returning id`,
};
