import { boundCode, scannedLot } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import { type LineProblem, type LotKey, lineProblem, type MovementLine } from '@shared/stock/movement-line';
import { warningsOf } from '@shared/stock/movement-warnings';
import type { MovementResult } from '@shared/stock/stock.contract';
import { type Day, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { fingerprint } from '@api/platform/fingerprint';
import { itemsOfAliases } from '@api/platform/item-alias';
import { keepCounts, lateAfterMs } from './keep-counts';
import type { Movement } from './movement';
import { type Outcome, type Recorded, recordMovements } from './record-movements';
import { type SettledLots, settleLots } from './settle-lots';

/**
 * Records what people scanned. Each line is judged by itself; those that are right are recorded together, in the
 * transaction of `work`. Answers one result a line, in the order sent. Sending a line again changes nothing.
 */
export async function postMovements(work: Work, lines: readonly unknown[]): Promise<MovementResult[]> {
  const today = dayOf(work.now, work.member.timeZone);
  const { results, read } = readLines(lines, work.now, today);
  const recorded = await recordLines(work, read);
  const kept = await keepCounts(
    work,
    read.map(({ line }) => line),
    recorded,
  );
  kept.forEach((outcome, at) => {
    const one = read[at] as ReadLine;
    results[one.index] = resultOf(one.line, outcome, today);
  });
  return results as MovementResult[];
}

/** Lines that can be recorded, and the results of those that cannot, each in its place. */
export function readLines(
  lines: readonly unknown[],
  now: Date,
  today: Day,
): { results: (MovementResult | undefined)[]; read: ReadLine[] } {
  const read: ReadLine[] = [];
  const results = lines.map((sent, index) => {
    const problem = lineProblem(sent, now);
    if (problem) return refused(idOf(sent), problem);
    const line = sent as MovementLine;
    const reading = line.code == null ? { code: null, lot: null } : codeOf(line.code, today);
    if ('problem' in reading) return refused(line.id, reading.problem);
    const itemId = line.itemId?.toLowerCase() ?? null;
    read.push({ index, line, itemId, code: reading.code, lot: filled(line.lot) ?? reading.lot });
    return undefined;
  });
  return { results, read };
}

/** What a line is answered, given what the ledger made of it. */
export function resultOf(
  line: MovementLine,
  outcome: Recorded & { late?: boolean },
  today: Day,
): MovementResult {
  const status = outcome.outcome;
  if (status !== 'recorded' && status !== 'duplicate') {
    return refused(line.id, { code: status, detail: sentences[status] });
  }
  const { level, useBy, bestBy, madeOn, onHold, categoryKind, refuses } = outcome;
  const leavesSite = line.fromSiteId != null;
  const isWaste = line.reason === 'waste';
  const facts = { level, useBy, bestBy, madeOn, onHold, categoryKind, refuses, leavesSite, isWaste };
  const warnings = warningsOf(facts, today);
  if (outcome.late) warnings.push('late');
  return { id: line.id, status, onHand: level, warnings, problem: null };
}

/** Outcomes in the order of the lines. An id that is no item's may be another name of one: asked only then. */
async function recordLines(work: Work, read: readonly ReadLine[]): Promise<Recorded[]> {
  if (read.length === 0) return [];
  const { ids: lotIds, refined } = await lotsOf(work, read);
  const movements = read.map((one, at) => toMovement(work, one, lotIds[at] ?? null));
  const outcomes = await recordMovements(work, movements, refined);
  const unknown = read.filter((one, at) => outcomes[at]?.outcome === 'unknown_item' && one.itemId !== null);
  const items = await itemsOfAliases(
    work,
    unknown.flatMap(({ itemId }) => itemId ?? []),
  );
  const renamed = unknown.flatMap((one) => {
    const itemId = items.get(one.itemId ?? '');
    return itemId ? [{ one, again: { ...one, itemId } }] : [];
  });
  const later = await recordLines(
    work,
    renamed.map(({ again }) => again),
  );
  if (later.length === 0) return outcomes;
  const outcomeOf = new Map(renamed.map(({ one }, at) => [one, later[at]]));
  // Sent once more, the lines before change nothing and answer the level after all of them.
  const levels = await recordMovements(work, movements);
  return outcomes.map((outcome, at) => {
    const level = levels[at]?.level ?? null;
    return outcomeOf.get(read[at] as ReadLine) ?? { ...outcome, level };
  });
}

/**
 * Whether recording the lines is one statement: one line, no lot that may have to be found or made, and nothing that may
 * be late for a count.
 */
export function isOneStatement(lines: readonly MovementLine[]): boolean {
  const [only] = lines;
  if (lines.length !== 1 || only?.lot != null) return false;
  if (!(Date.now() - Date.parse(only?.occurredAt ?? '') < lateAfterMs / 2)) return false;
  // Up to fourteen digits are a retail code, which tells no lot.
  return only?.code == null || /^\d{1,14}$/.test(only.code);
}

/** A line whose code was read: the code as the group's barcodes hold it, and the batch it names. */
export interface ReadLine {
  readonly index: number;
  readonly line: MovementLine;
  readonly itemId: Id | null;
  readonly code: string | null;
  readonly lot: LotKey | null;
}

const sentences: Record<Exclude<Outcome, 'recorded' | 'duplicate'>, string> = {
  id_reused: 'This id already stands for another movement.',
  unknown_item: 'There is no item with this id.',
  unknown_site: 'There is no site with this id.',
  unknown_code: 'The group has no item with this code.',
  invalid_quantity: 'packs × pack quantity is more than 1000000000.',
};

function refused(id: string | null, problem: LineProblem): MovementResult {
  return { id, status: 'refused', onHand: null, warnings: [], problem };
}

function idOf(line: unknown): string | null {
  const id = typeof line === 'object' && line !== null && 'id' in line ? line.id : null;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}

/** The code as the group's barcodes hold it, and what else the scan says. */
function codeOf(raw: string, today: string): { code: string; lot: LotKey | null } | { problem: LineProblem } {
  const reading = readCode(raw, { today });
  if (reading.kind === 'invalid') return { problem: { code: 'invalid_code', detail: reading.detail } };
  const code = boundCode(reading);
  if (code === null) return { problem: { code: 'unknown_code', detail: sentences.unknown_code } };
  return { code, lot: scannedLot(reading) };
}

function filled(lot: LotKey | null | undefined): LotKey | null {
  return lot && (lot.code || lot.useBy || lot.bestBy || lot.madeOn) ? lot : null;
}

/** Lot ids in the order of the lines; null where nothing tells a lot, or where the item is unknown. */
async function lotsOf(work: Work, lines: readonly ReadLine[]): Promise<SettledLots> {
  const telling = lines.filter((read) => read.lot !== null);
  if (telling.length === 0) return { ids: [], refined: [] };
  const codes = telling.flatMap(({ code }) => code ?? []);
  const found =
    codes.length > 0 ? await run<CodeOfItem>(work, itemsByCode, [work.member.groupId, codes]) : [];
  const itemOf = new Map(found.map(({ code, itemId }) => [code, itemId]));
  const scanned = telling.flatMap((read) => {
    const itemId = read.itemId ?? itemOf.get(read.code ?? '');
    return itemId && read.lot ? [{ read, itemId, lot: read.lot }] : [];
  });
  const { ids, refined } = await settleLots(work, scanned);
  const lotOf = new Map(scanned.map(({ read }, at) => [read, ids[at] ?? null]));
  return { ids: lines.map((read) => lotOf.get(read) ?? null), refined };
}

interface CodeOfItem {
  code: string;
  itemId: Id;
}

const itemsByCode: Statement = {
  name: 'items-by-code',
  text: /* sql */ `
select code, item_id as "itemId" from barcode where group_id = $1 and code = any($2)
union all
select code, item_id from own_code where group_id = $1 and code = any($2) and item_id is not null`,
};

/** The line as the ledger takes it. */
export function toMovement(work: Work, { line, itemId, code }: ReadLine, lotId: Id | null): Movement {
  const occurredAt = new Date(line.occurredAt);
  const lot = filled(line.lot);
  const fromSiteId = line.fromSiteId?.toLowerCase() ?? null;
  const toSiteId = line.toSiteId?.toLowerCase() ?? null;
  // One list, not several spread into one: this runs for every line of every device.
  // prettier-ignore
  const content = [
    work.member.groupId, line.reason, line.itemId?.toLowerCase(), line.quantity, line.code, line.packs,
    fromSiteId, toSiteId, lot?.code, lot?.useBy, lot?.bestBy, lot?.madeOn, occurredAt.toISOString(),
    line.channel, line.householdSize, line.donor, line.wasteReason, line.note,
  ];
  return {
    id: line.id.toLowerCase(),
    fingerprint: fingerprint(content),
    reason: line.reason,
    itemId,
    quantity: line.quantity ?? null,
    code,
    packs: line.packs ?? null,
    fromSiteId,
    toSiteId,
    lotId,
    occurredAt,
    channel: line.channel ?? null,
    householdSize: line.householdSize ?? null,
    donor: line.donor ?? null,
    wasteReason: line.wasteReason ?? null,
    note: line.note ?? null,
  };
}
