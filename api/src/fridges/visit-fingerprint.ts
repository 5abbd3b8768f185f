import type { RecordVisit } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';

type Part = string | number | null;

const lineFields = [
  ...[
    'itemId',
    'categoryId',
    'quantity',
    'level',
    'code',
    'packs',
    'fromSiteId',
    'donor',
    'wasteReason',
    'note',
  ],
] as const;
const lotFields = ['code', 'useBy', 'bestBy', 'madeOn'] as const;

export interface VisitPrints {
  /** Digest of all that the sender wrote. */
  readonly all: Id;
  /** Of everything but the lines. */
  readonly head: Id;
}

/** Digests of what the sender wrote. Of a line, what a line may have: the rest is refused anyway. */
export function visitFingerprints(groupId: Id, visit: RecordVisit): VisitPrints {
  const lists = [visit.left ?? [], visit.thrownOut ?? [], visit.putIn ?? []];
  const head = [
    ...[groupId, 'visit', visit.siteId.toLowerCase(), new Date(visit.occurredAt).toISOString()],
    ...[visit.fullness, visit.condition, visit.note?.trim(), visit.photo],
    ...(visit.temperatures ?? []).flatMap(({ probe, celsius }) => [probe, celsius]),
  ];
  const lines = lists.flatMap((all) => [all.length, ...all.flatMap((line) => partsOf(line))]);
  return { all: fingerprint([...head, ...lines]), head: fingerprint(['head', ...head]) };
}

function partsOf(line: object): Part[] {
  const { lot } = line as { lot?: unknown };
  const ofLot = typeof lot === 'object' && lot !== null ? lot : {};
  return [...lineFields.map((name) => plain(line, name)), ...lotFields.map((name) => plain(ofLot, name))];
}

function plain(of: object, name: string): Part {
  const value: unknown = Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : null;
  if (typeof value === 'number') return value;
  // Ids mean the same in capitals; other words that differ in them alone are not worth a refusal.
  return typeof value === 'string' ? value.trim().toLowerCase() : null;
}
