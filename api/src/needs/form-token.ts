import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Id } from '@shared/words/id';

/** What a form is for. A token of one is no good for the other, nor for another site. */
export type FormPurpose = 'ask' | 'report';

/** What a form was given out for, signed; whoever sends it in sends this along. */
export interface FormTicket {
  /** Drawn by lot: the id of whatever the form becomes. So a form counts once, however often it is sent. */
  readonly id: Id;
  readonly issuedAt: Date;
}

/** Nobody reads and taps faster. */
export const leastFillMs = 1_000;
/** A form that lay open longer than this is given out anew. */
export const formLifeMs = 4 * 3_600_000;

const idBytes = 16;
const timeBytes = 6;
const signBytes = 18;

/** A token for a form of a site: 54 characters, without anything of whoever asked for it. */
export function issueFormToken(secret: Buffer, purpose: FormPurpose, siteId: Id, now: Date): string {
  const body = Buffer.alloc(idBytes + timeBytes);
  randomBytes(idBytes).copy(body);
  // A version 4 UUID: by lot, not by time.
  body[6] = ((body[6] ?? 0) & 0x0f) | 0x40;
  body[8] = ((body[8] ?? 0) & 0x3f) | 0x80;
  body.writeUIntBE(now.getTime(), idBytes, timeBytes);
  return Buffer.concat([body, signature(secret, purpose, siteId, body)]).toString('base64url');
}

/** What a token says, if this server gave it out for this purpose and site; null else. */
export function readFormToken(
  secret: Buffer,
  purpose: FormPurpose,
  siteId: Id,
  token: string,
): FormTicket | null {
  if (!/^[\w-]{50,60}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== idBytes + timeBytes + signBytes || bytes.toString('base64url') !== token) return null;
  const body = bytes.subarray(0, idBytes + timeBytes);
  if (!timingSafeEqual(bytes.subarray(idBytes + timeBytes), signature(secret, purpose, siteId, body)))
    return null;
  const hex = body.toString('hex', 0, idBytes);
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  return { id, issuedAt: new Date(body.readUIntBE(idBytes, timeBytes)) };
}

function signature(secret: Buffer, purpose: FormPurpose, siteId: Id, body: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(`${purpose} ${siteId} `)
    .update(body)
    .digest()
    .subarray(0, signBytes);
}
