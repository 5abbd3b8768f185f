import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

export interface VisitorLimitSettings {
  /** What one address may send in an hour. */
  readonly most: number;
  readonly now: () => number;
}

const hourMs = 3_600_000;
/** Addresses counted at once; with more, those that came first are forgotten. */
const addressesAtMost = 50_000;

/**
 * Slows down whoever sends too much, without knowing who it is: an address is only ever a digest with a key that nobody
 * sees and that is another one each hour, in this process's memory. Nothing of it is written or logged.
 */
export class VisitorLimit {
  private key = randomBytes(32);
  private since: number;
  private readonly counts = new Map<string, number>();

  constructor(private readonly settings: VisitorLimitSettings) {
    this.since = settings.now();
  }

  /** What stands for an address until the hour is over. Of IPv6 the network alone: a home has billions of addresses. */
  digestOf(address: string): string {
    this.rotate();
    const whose = isIPv6(address) ? networkOf(address) : address;
    return createHmac('sha256', this.key).update(whose).digest('base64url').slice(0, 16);
  }

  /** Counts one more of a digest; false when that is too much. */
  take(digest: string): boolean {
    const count = (this.counts.get(digest) ?? 0) + 1;
    if (count > this.settings.most) return false;
    this.counts.set(digest, count);
    if (this.counts.size > addressesAtMost) this.counts.delete(this.counts.keys().next().value ?? '');
    return true;
  }

  private rotate(): void {
    const now = this.settings.now();
    if (now - this.since < hourMs) return;
    this.key = randomBytes(32);
    this.since = now;
    this.counts.clear();
  }
}

/** The first 64 bits of an IPv6 address; of an IPv4 address written as one, all of it. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - end.length) }, () => '0');
  const whole = tail === undefined ? groups : [...groups, ...zeros, ...end];
  return whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
