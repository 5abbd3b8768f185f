import { startOfDay } from '@shared/words/day';
import type { VisitCondition } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';
import type { Movement } from '@api/stock/movement';
import type { DemonstrationPlan } from './demonstration-plan';
import { storyDays } from './eight-weeks';
import { countedShort } from './hand-outs';
import { ownParLevel } from './par-levels';
import { visitNotes } from './story-words';
import type { Batch } from './told-story';

/** A steward's visit to a fridge, as the story has it. */
export interface ToldVisit {
  readonly id: Id;
  readonly siteId: Id;
  /** Days since the story began. */
  readonly day: number;
  readonly occurredAt: Date;
  readonly fullness: number;
  readonly condition: VisitCondition;
  readonly note: string | null;
  readonly left: readonly { readonly itemId: Id; readonly quantity: number }[];
  /** Movements of the story. */
  readonly thrownOut: readonly Id[];
  readonly putIn: readonly Id[];
}

export interface FridgeStory {
  readonly visits: readonly ToldVisit[];
  /** The story as it is written down: without what was taken at fridges, which nobody scans. It follows from the visits. */
  readonly batches: readonly Batch[];
}

/** Minutes from midnight: after the morning's throwing out, before the van comes. */
const firstVisitAt = 452;
const minutesBetweenFridges = 8;
const restockWithinMs = 2 * 3_600_000;

/**
 * Tells of the stewards who look after the fridges every morning: they count what is left of what people took, so that the
 * hand-outs follow from the visits as they do in real life.
 */
export function tellVisits(plan: DemonstrationPlan): FridgeStory {
  const { story } = plan;
  const all = story.batches
    .flatMap(({ movements }) => movements)
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const unseen = takenUnseen(plan, all);
  const fridges = plan.sites.filter(({ kind }) => kind === 'fridge');
  const visits = fridges.flatMap((fridge, index) => {
    const here = all.filter((one) => one.fromSiteId === fridge.id || one.toSiteId === fridge.id);
    const target = plan.items.reduce(
      (sum, item) => sum + (item.unit === 'each' ? (ownParLevel(item, fridge, plan.sites)?.target ?? 0) : 0),
      0,
    );
    const each = new Set(plan.items.filter(({ unit }) => unit === 'each').map(({ id }) => id));
    const levels = new Map<Id, number>();
    let [from, at] = [0, 0];
    return Array.from({ length: storyDays }, (_, day): ToldVisit[] => {
      const midnight = startOfDay(story.dayAt(day), plan.timeZone).getTime();
      const time = midnight + (firstVisitAt + index * minutesBetweenFridges) * 60_000;
      if (time > story.now.getTime()) return [];
      for (from = at; at < here.length && (here[at] as Movement).occurredAt.getTime() <= time; at++)
        add(levels, here[at] as Movement, fridge.id);
      const since = here.slice(from, at);
      const putIn = here
        .slice(at)
        .filter(({ occurredAt }) => occurredAt.getTime() <= time + restockWithinMs)
        .filter(
          ({ toSiteId, reason }) => toSiteId === fridge.id && ['donation', 'transfer'].includes(reason),
        );
      const there = [...levels, ...putIn.map(({ itemId, quantity }) => [itemId, quantity] as const)]
        .filter(([itemId]) => each.has(itemId ?? ''))
        .reduce((sum, [, quantity]) => sum + Math.max(0, quantity ?? 0), 0);
      const counted = new Set(since.filter(({ id }) => unseen.has(id)).map(({ itemId }) => itemId ?? ''));
      const { condition, note } = stateOf(day, index, plan.language);
      return [
        {
          ...{ id: derivedId(fridge.id, 'visit', day), siteId: fridge.id, day, occurredAt: new Date(time) },
          ...{ fullness: fullnessOf(there / Math.max(1, target)), condition, note },
          left: [...counted].map((itemId) => ({ itemId, quantity: Math.max(0, levels.get(itemId) ?? 0) })),
          thrownOut: since
            .filter(({ reason, occurredAt }) => reason === 'waste' && occurredAt.getTime() >= midnight)
            .map(({ id }) => id),
          putIn: putIn.map(({ id }) => id),
        },
      ];
    }).flat();
  });
  const batches = story.batches.map((batch) => ({
    ...batch,
    movements: batch.movements.filter(({ id }) => !unseen.has(id)),
  }));
  return { visits, batches: batches.filter(({ movements }) => movements.length > 0) };
}

/** What was taken at fridges; not where somebody handed out more than was counted, which a scan told. */
function takenUnseen({ sites, items }: DemonstrationPlan, all: readonly Movement[]): ReadonlySet<Id> {
  const fridges = new Set(sites.filter(({ kind }) => kind === 'fridge').map(({ id }) => id));
  const scanned = new Set(
    countedShort.map(
      ([site, item]) =>
        `${sites.find(({ key }) => key === site)?.id} ${items.find(({ key }) => key === item)?.id}`,
    ),
  );
  const taken = (one: Movement) =>
    one.reason === 'distribution' &&
    fridges.has(one.fromSiteId ?? one.toSiteId ?? '') &&
    !scanned.has(`${one.fromSiteId ?? one.toSiteId} ${one.itemId}`);
  return new Set(all.filter(taken).map(({ id }) => id));
}

function add(levels: Map<Id, number>, { itemId, quantity, toSiteId }: Movement, siteId: Id): void {
  const change = (toSiteId === siteId ? 1 : -1) * (quantity ?? 0);
  levels.set(itemId ?? '', (levels.get(itemId ?? '') ?? 0) + change);
}

/** Never 0: that would say that nothing at all is left. */
function fullnessOf(share: number): number {
  return share < 0.4 ? 1 : share < 0.8 ? 2 : 3;
}

/** Every eleventh day a fridge needs cleaning, which is done the day after; once a hinge hung loose. */
function stateOf(day: number, index: number, language: DemonstrationPlan['language']) {
  const note = (key: keyof typeof visitNotes) => visitNotes[key][language];
  if (day === 33 && index === 1) return { condition: 'needs_repair', note: note('hinge') } as const;
  if (day % 11 === 4 + index) return { condition: 'needs_cleaning', note: note('spilled') } as const;
  if (day % 11 === 5 + index) return { condition: 'clean', note: note('wiped') } as const;
  return { condition: 'clean', note: null } as const;
}
