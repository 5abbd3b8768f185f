import { type Day, isDay } from '@shared/words/day';
import { type Id, isId } from '@shared/words/id';
import { type Instant, isInstant } from '@shared/words/instant';
import { isQuantity, largestQuantity } from '@shared/words/quantity';
import { isWords } from '@shared/words/text';

export const reasons = ['donation', 'distribution', 'transfer', 'waste', 'count', 'kit'] as const;
export type Reason = (typeof reasons)[number];
export const channels = ['walk_in', 'delivery', 'fridge', 'event'] as const;
export type Channel = (typeof channels)[number];
export const wasteReasons = ['spoiled', 'past_date', 'damaged', 'recalled', 'too_warm', 'unusable'] as const;
export type WasteReason = (typeof wasteReasons)[number];

/** What tells one batch of an item from another: a lot code, dates, or both. */
export interface LotKey {
  code?: string;
  useBy?: Day;
  bestBy?: Day;
  madeOn?: Day;
}

/**
 * One movement as its sender writes it. Either `itemId` and `quantity` (whole base units), or `code` and `packs`:
 * then the quantity is packs × the pack quantity that the group bound to that barcode.
 */
export interface MovementLine {
  /** Made by the sender. The same id again changes nothing. */
  id: Id;
  reason: Reason;
  itemId?: Id;
  quantity?: number;
  code?: string;
  packs?: number;
  /** Null is outside: a donor, a neighbour, the bin. */
  fromSiteId?: Id | null;
  toSiteId?: Id | null;
  lot?: LotKey | null;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  occurredAt: Instant;
  channel?: Channel;
  /** How many people a hand-out was for. A number and nothing else about them. */
  householdSize?: number;
  /** A label such as "Eastside Bakery". */
  donor?: string;
  wasteReason?: WasteReason;
  note?: string;
}

/** Why a line is refused. */
export const lineProblemCodes = [
  'not_an_object',
  'unknown_field',
  'recipient_identity',
  'invalid_id',
  'invalid_reason',
  'invalid_item',
  'invalid_quantity',
  'invalid_code',
  'invalid_packs',
  'item_or_code',
  'invalid_site',
  'sites_do_not_fit',
  'same_site',
  'invalid_lot',
  'impossible_date',
  'invalid_instant',
  'in_the_future',
  'invalid_detail',
  'detail_does_not_fit',
  'unknown_item',
  'unknown_site',
  'unknown_code',
  'id_reused',
  'not_allowed',
] as const;
export type LineProblemCode = (typeof lineProblemCodes)[number];

export interface LineProblem {
  code: LineProblemCode;
  detail: string;
}

export const linesAtMost = 500;
/** A clock may run this far ahead of the server's before a line is refused. */
export const aheadAtMostMs = 10 * 60_000;

const fields = new Set<string>([
  ...['id', 'reason', 'itemId', 'quantity', 'code', 'packs', 'fromSiteId', 'toSiteId', 'lot', 'occurredAt'],
  ...['channel', 'householdSize', 'donor', 'wasteReason', 'note'],
]);
const lotFields = new Set(['code', 'useBy', 'bestBy', 'madeOn']);
const identity = /name|phone|e-?mail|address|birth|recipient|client|beneficiar|passport|ssn/i;

/** Checks one line by itself, without knowing the group's things. Null when nothing is wrong with it. */
export function lineProblem(line: unknown, now: Date): LineProblem | null {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    return problem('not_an_object', 'A movement is an object.');
  }
  const l = line as Record<string, unknown>;
  return (
    unknownField(l) ??
    whatMoved(l) ??
    whereItMoved(l) ??
    lotProblem(l['lot']) ??
    whenItMoved(l, now) ??
    details(l)
  );
}

function unknownField(l: Record<string, unknown>): LineProblem | null {
  for (const name in l) {
    if (fields.has(name)) continue;
    if (identity.test(name)) {
      return problem(
        'recipient_identity',
        `Commonshelf keeps nothing about who receives: leave out "${shown(name)}".`,
      );
    }
    return problem('unknown_field', `A movement has no field "${shown(name)}".`);
  }
  return null;
}

function whatMoved(l: Record<string, unknown>): LineProblem | null {
  if (!isId(l['id'])) return problem('invalid_id', 'id must be a UUID made by the sender.');
  if (!isOneOf(reasons, l['reason']))
    return problem('invalid_reason', `reason must be one of ${reasons.join(', ')}.`);
  const byItem = given(l['itemId']) || given(l['quantity']);
  const byCode = given(l['code']) || given(l['packs']);
  if (byItem === byCode)
    return problem('item_or_code', 'Give either itemId and quantity, or code and packs.');
  if (byItem) {
    if (!isId(l['itemId'])) return problem('invalid_item', 'itemId must be a UUID.');
    if (!isQuantity(l['quantity'])) {
      return problem('invalid_quantity', `quantity must be a whole number from 1 to ${largestQuantity}.`);
    }
    return null;
  }
  const code = l['code'];
  if (typeof code !== 'string' || code.length === 0 || code.length > 200) {
    return problem('invalid_code', 'code must be text of 1 to 200 characters.');
  }
  if (!isQuantity(l['packs'])) {
    return problem('invalid_packs', `packs must be a whole number from 1 to ${largestQuantity}.`);
  }
  return null;
}

/** Which of from and to each reason wants. */
const ends: Record<Reason, (from: boolean, to: boolean) => boolean> = {
  donation: (from, to) => !from && to,
  distribution: (from, to) => from && !to,
  waste: (from, to) => from && !to,
  transfer: (from, to) => from && to,
  count: (from, to) => from !== to,
  kit: (from, to) => from !== to,
};

function whereItMoved(l: Record<string, unknown>): LineProblem | null {
  for (const name of ['fromSiteId', 'toSiteId'] as const) {
    if (given(l[name]) && !isId(l[name])) return problem('invalid_site', `${name} must be a UUID or null.`);
  }
  const { fromSiteId: from, toSiteId: to } = l;
  if (given(from) && given(to) && String(from).toLowerCase() === String(to).toLowerCase()) {
    return problem('same_site', 'Goods cannot move from a site to itself.');
  }
  const reason = l['reason'] as Reason;
  if (!ends[reason](given(from), given(to))) {
    const wanted = { donation: 'toSiteId only', transfer: 'both fromSiteId and toSiteId' } as Partial<
      Record<Reason, string>
    >;
    const fallback =
      reason === 'count' || reason === 'kit' ? 'either fromSiteId or toSiteId' : 'fromSiteId only';
    return problem('sites_do_not_fit', `A ${reason} has ${wanted[reason] ?? fallback}.`);
  }
  return null;
}

/** Checks what tells a lot; also used for the lines of a transfer. */
export function lotProblem(lot: unknown): LineProblem | null {
  if (!given(lot)) return null;
  if (typeof lot !== 'object' || Array.isArray(lot))
    return problem('invalid_lot', 'lot must be an object or null.');
  const l = lot as Record<string, unknown>;
  for (const name in l)
    if (!lotFields.has(name)) return problem('unknown_field', `A lot has no field "${shown(name)}".`);
  if (given(l['code']) && !isWords(l['code'], 60)) {
    return problem('invalid_lot', 'lot.code must be text of 1 to 60 characters.');
  }
  for (const name of ['useBy', 'bestBy', 'madeOn'] as const) {
    if (given(l[name]) && !isDay(l[name])) {
      return problem('impossible_date', `lot.${name} must be a day that exists, YYYY-MM-DD.`);
    }
  }
  return null;
}

function whenItMoved(l: Record<string, unknown>, now: Date): LineProblem | null {
  if (!isInstant(l['occurredAt'])) {
    return problem('invalid_instant', 'occurredAt must be an ISO 8601 instant with an offset that exists.');
  }
  if (Date.parse(l['occurredAt']) > now.getTime() + aheadAtMostMs) {
    return problem('in_the_future', 'occurredAt is more than 10 minutes ahead of the server.');
  }
  return null;
}

function details(l: Record<string, unknown>): LineProblem | null {
  const reason = l['reason'] as Reason;
  if (given(l['channel']) && !isOneOf(channels, l['channel'])) {
    return problem('invalid_detail', `channel must be one of ${channels.join(', ')}.`);
  }
  const size = l['householdSize'];
  if (given(size) && !(Number.isInteger(size) && (size as number) >= 1 && (size as number) <= 50)) {
    return problem('invalid_detail', 'householdSize must be a whole number from 1 to 50.');
  }
  if ((given(l['channel']) || given(size)) && reason !== 'distribution') {
    return problem('detail_does_not_fit', 'channel and householdSize belong to a distribution.');
  }
  if (given(l['donor']) && !isWords(l['donor'], 120)) {
    return problem('invalid_detail', 'donor must be text of 1 to 120 characters.');
  }
  if (given(l['donor']) && reason !== 'donation') {
    return problem('detail_does_not_fit', 'donor belongs to a donation.');
  }
  if (given(l['wasteReason']) && !isOneOf(wasteReasons, l['wasteReason'])) {
    return problem('invalid_detail', `wasteReason must be one of ${wasteReasons.join(', ')}.`);
  }
  if (given(l['wasteReason']) && reason !== 'waste') {
    return problem('detail_does_not_fit', 'wasteReason belongs to waste.');
  }
  if (given(l['note']) && !isWords(l['note'], 500)) {
    return problem('invalid_detail', 'note must be text of 1 to 500 characters.');
  }
  return null;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return (list as readonly unknown[]).includes(value);
}

function problem(code: LineProblemCode, detail: string): LineProblem {
  return { code, detail };
}

function shown(name: string): string {
  return name.slice(0, 40);
}
