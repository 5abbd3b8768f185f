import { createHash } from 'node:crypto';
import type { Id } from '@shared/words/id';

/**
 * The id of movement number `n` of a part of something that has an id, such as a transfer's shipment: always the same one,
 * so that sending the whole again changes nothing. A UUIDv8 that begins like the whole's own id, so that ids made at one
 * time lie together in the index.
 */
export function derivedId(wholeId: Id, part: string, n: number): Id {
  const hex = createHash('sha256').update(`${wholeId} ${part} ${n}`).digest('hex');
  const variant = ((parseInt(hex.slice(3, 4), 16) & 3) | 8).toString(16);
  return `${wholeId.slice(0, 13)}-8${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
