import type { LeftLine, PutInLine, ThrownOutLine } from '@shared/fridges/visit-lines';
import type { Fullness, RecordVisit } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import type { NamedItem, OutboxEntry, Refusal, RefusedLine } from '../outbox/outbox-entry';
import { type DraftGoods, emptyDraft, requestOf, type VisitDraft } from './visit-draft';

/** A refused visit, as the form shows it to be put right. */
export interface VisitAgain {
  readonly entryId: Id;
  readonly before: RecordVisit;
  readonly refusal: Refusal;
  /** What may be changed: all of it, or, where the visit stands, what was refused of it. */
  readonly draft: VisitDraft;
  /** The visit is recorded, but for the lines in the draft. */
  readonly stands: boolean;
  /** Why a line was refused, by its key. */
  readonly problems: ReadonlyMap<string, RefusedLine>;
  /** Items that are named in it. */
  readonly items: readonly NamedItem[];
}

/** Null for what is no refused visit. `nameOf` knows the items of this device. */
export function visitAgain(
  entry: OutboxEntry | undefined,
  nameOf: (itemId: Id) => NamedItem | null,
): VisitAgain | null {
  if (!entry?.refusal || entry.command.kind !== 'visit' || entry.state !== 'refused') return null;
  const { refusal, id: entryId } = entry;
  const { request: before, items = [] } = entry.command;
  const named = new Map(items.map((item) => [item.itemId, item]));
  const item = (id: Id) => named.get(id) ?? nameOf(id) ?? unnamed(id);
  const refused = refusal.lines ?? [];
  const stands = refused.length > 0;
  const isOpen = (part: RefusedLine['part']) => (_: unknown, at: number) =>
    !stands || refused.some((line) => line.part === part && line.at === at);
  const goods = (line: PutInLine | ThrownOutLine): DraftGoods => ({
    ...(line.id === undefined ? {} : { id: line.id }),
    ...{ key: keyOf(line), item: line.itemId === undefined ? null : item(line.itemId) },
    ...{ code: line.code ?? null, lot: line.lot ?? null, quantity: line.quantity ?? line.packs ?? 1 },
  });
  const left = (before.left ?? []).filter(isOpen('left'));
  const [thrownOut, putIn] = [before.thrownOut ?? [], before.putIn ?? []];
  const keys = { left: [], thrownOut: thrownOut.map(keyOf), putIn: putIn.map(keyOf) };
  return {
    ...{ entryId, before, refusal, stands },
    draft: {
      ...(stands ? emptyDraft(before.siteId) : headOf(before)),
      id: before.id,
      left: Object.fromEntries(
        left.flatMap(({ itemId, quantity }) => (itemId ? [[itemId, quantity ?? 0]] : [])),
      ),
      rough: Object.fromEntries(
        left.flatMap(({ categoryId, level }) => (categoryId && level ? [[categoryId, level]] : [])),
      ),
      thrownOut: thrownOut
        .filter(isOpen('thrownOut'))
        .map((line) => ({ ...goods(line), wasteReason: line.wasteReason ?? 'spoiled' })),
      putIn: putIn
        .filter(isOpen('putIn'))
        .map((line) => ({ ...goods(line), fromSiteId: line.fromSiteId ?? null })),
    },
    problems: new Map(refused.map((line) => [keys[line.part][line.at] ?? '', line])),
    items: left.flatMap(({ itemId }) => (itemId ? [item(itemId)] : [])),
  };
}

/** The visit as it goes again, under its id and of its time: what was recorded as it was, and what the draft says of the rest. */
export function requestAgain({ before, refusal, stands }: VisitAgain, draft: VisitDraft): RecordVisit {
  const said = requestOf(draft, before.occurredAt);
  if (!stands) return said;
  const recorded = <Line>(part: RefusedLine['part'], lines: readonly Line[] = []) =>
    lines.filter((_, at) => !refusal.lines?.some((line) => line.part === part && line.at === at));
  return {
    ...before,
    left: [...recorded<LeftLine>('left', before.left), ...(said.left ?? [])],
    thrownOut: [...recorded<ThrownOutLine>('thrownOut', before.thrownOut), ...(said.thrownOut ?? [])],
    putIn: [...recorded<PutInLine>('putIn', before.putIn), ...(said.putIn ?? [])],
  };
}

const keyOf = ({ id, itemId, code }: PutInLine): string => id ?? itemId ?? code ?? '';
const unnamed = (itemId: Id): NamedItem => ({ itemId, name: '', unit: 'each', categoryId: null });

function headOf({ siteId, temperatures = [], fullness, condition, note, photo }: RecordVisit): VisitDraft {
  const read = (probe: string) => temperatures.find((one) => one.probe === probe)?.celsius ?? null;
  return {
    ...emptyDraft(siteId),
    ...{ celsius: read('fridge'), freezerCelsius: read('freezer') },
    ...{ fullness: (fullness as Fullness | undefined) ?? null, condition: condition ?? null },
    ...{ note: note ?? '', photo: photo ?? null },
  };
}
