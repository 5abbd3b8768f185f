import { createHash } from 'node:crypto';
import type { Id } from '@shared/words/id';

/**
 * The id of a transfer's movement number `n`: always the same one, so that sending the transfer again changes nothing.
 * A UUIDv8 that begins like the transfer's own id, so that ids made at one time lie together in the index.
 */
export function derivedId(transferId: Id, part: 'shipment' | 'receipt', n: number): Id {
  const hex = createHash('sha256').update(`${transferId} ${part} ${n}`).digest('hex');
  const variant = ((parseInt(hex.slice(3, 4), 16) & 3) | 8).toString(16);
  return `${transferId.slice(0, 13)}-8${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
