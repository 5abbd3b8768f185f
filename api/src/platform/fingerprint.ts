import { hash } from 'node:crypto';
import type { Id } from '@shared/words/id';

/**
 * Digest of what a sender wrote, as a UUID (16 bytes of SHA-256). Two writings of the same content have the same one:
 * fields are taken in a fixed order, and "absent" and null are the same.
 */
export function fingerprint(parts: readonly (string | number | null | undefined)[]): Id {
  // JSON writes what is absent from a list as null.
  const hex = hash('sha256', JSON.stringify(parts), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
