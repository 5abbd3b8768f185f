import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { RoughLevel } from '@shared/fridges/visit-lines';
import type { Fullness, RecordVisit, VisitCondition } from '@shared/fridges/visits.contract';
import type { LotKey, WasteReason } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import type { NamedItem } from '../outbox/outbox-entry';
import { remember, remembered } from '../ui/device-memory';

export type DraftItem = NamedItem;

/** Goods that are thrown out or put in. Without an item it is a code that nobody could ask the server about yet. */
export interface DraftGoods {
  /** By which the server knows the line; absent where an earlier version of the app kept the draft. */
  readonly id?: Id;
  /** What tells one line from another. */
  readonly key: string;
  readonly item: DraftItem | null;
  readonly code: string | null;
  readonly lot: LotKey | null;
  /** Base units; of a code, packs. */
  readonly quantity: number;
}

export interface ThrownOut extends DraftGoods {
  readonly wasteReason: WasteReason;
}

export interface PutIn extends DraftGoods {
  /** The site that it was taken from; null from outside. */
  readonly fromSiteId: Id | null;
}

/** What a steward has said so far about a fridge. */
export interface VisitDraft {
  readonly id: Id;
  readonly siteId: Id;
  /** Milliseconds since 1970 of the first touch; null before. */
  readonly begunAt: number | null;
  readonly celsius: number | null;
  readonly freezerCelsius: number | null;
  readonly fullness: Fullness | null;
  readonly condition: VisitCondition | null;
  readonly note: string;
  /** Counted, by item. */
  readonly left: Readonly<Record<Id, number>>;
  /** Roughly, by category. */
  readonly rough: Readonly<Record<Id, RoughLevel>>;
  readonly thrownOut: readonly ThrownOut[];
  readonly putIn: readonly PutIn[];
  /** A small JPEG in base64. */
  readonly photo: string | null;
}

export function emptyDraft(siteId: Id): VisitDraft {
  return {
    ...{ id: newId(), siteId, begunAt: null, celsius: null, freezerCelsius: null, fullness: null },
    ...{ condition: null, note: '', left: {}, rough: {}, thrownOut: [], putIn: [], photo: null },
  };
}

/** A draft is of one visit: what is older was never finished. */
const keptForMs = 12 * 3_600_000;
const keyOf = (siteId: Id) => `visit-draft-${siteId}`;

/** The unfinished visit that this device kept, else an empty one. */
export function keptDraft(siteId: Id, now: number): VisitDraft {
  try {
    const kept = JSON.parse(remembered(keyOf(siteId)) ?? 'null') as VisitDraft | null;
    if (kept?.begunAt != null && now - kept.begunAt < keptForMs) return { ...emptyDraft(siteId), ...kept };
  } catch {
    // What cannot be read is no draft.
  }
  return emptyDraft(siteId);
}

export function keepDraft(draft: VisitDraft): void {
  if (draft.begunAt !== null) remember(keyOf(draft.siteId), JSON.stringify(draft));
}

export function forgetDraft(siteId: Id): void {
  remember(keyOf(siteId), null);
}

/** True when nothing was said that is worth a visit. */
export function saysNothing(draft: VisitDraft): boolean {
  return (
    draft.celsius === null &&
    draft.freezerCelsius === null &&
    draft.fullness === null &&
    draft.condition === null &&
    draft.note.trim() === '' &&
    draft.photo === null &&
    [Object.keys(draft.left), Object.keys(draft.rough), draft.thrownOut, draft.putIn].every(
      (said) => said.length === 0,
    )
  );
}

/** The visit as the server takes it. */
export function requestOf(draft: VisitDraft, occurredAt: string): RecordVisit {
  const note = draft.note.trim();
  const what = ({ id = newId(), item, code, quantity, lot }: DraftGoods) => ({
    id,
    ...(item ? { itemId: item.itemId, quantity } : { code: code ?? '', packs: quantity }),
    ...(lot ? { lot } : {}),
  });
  return {
    ...{ id: draft.id, siteId: draft.siteId, occurredAt },
    temperatures: [
      ...(draft.celsius === null ? [] : [{ probe: 'fridge' as const, celsius: draft.celsius }]),
      ...(draft.freezerCelsius === null
        ? []
        : [{ probe: 'freezer' as const, celsius: draft.freezerCelsius }]),
    ],
    ...(draft.fullness === null ? {} : { fullness: draft.fullness }),
    ...(draft.condition === null ? {} : { condition: draft.condition }),
    ...(note === '' ? {} : { note }),
    left: [
      ...Object.entries(draft.left).map(([itemId, quantity]) => ({ itemId, quantity })),
      ...Object.entries(draft.rough).map(([categoryId, level]) => ({ categoryId, level })),
    ],
    thrownOut: draft.thrownOut.map((line) => ({ ...what(line), wasteReason: line.wasteReason })),
    putIn: draft.putIn.map((line) => ({ ...what(line), fromSiteId: line.fromSiteId })),
    ...(draft.photo === null ? {} : { photo: draft.photo }),
  };
}

/** The items of a draft, by the names they had on the screen; `here` are those that can be counted. */
export function itemsOf(draft: VisitDraft, here: readonly NamedItem[]): NamedItem[] {
  const counted = here.filter(({ itemId }) => draft.left[itemId] !== undefined);
  const moved = [...draft.thrownOut, ...draft.putIn].flatMap(({ item }) => item ?? []);
  return [...new Map([...counted, ...moved].map((item) => [item.itemId, item])).values()].map(
    ({ itemId, name, unit, categoryId }) => ({ itemId, name, unit, categoryId }),
  );
}

/** The lines, once somebody said what item the code of one stands for. */
export function namedIn<Line extends DraftGoods>(
  lines: readonly Line[],
  line: Line,
  { id, name, unit, categoryId }: ItemReply,
): readonly Line[] {
  const item = { itemId: id, name, unit, categoryId };
  return lines.map((one) => (one.key === line.key ? { ...one, item, code: null } : one));
}
