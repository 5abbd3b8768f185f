import type { FridgeReply, VisitReply } from '@shared/fridges/visits.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { Unreachable } from '../api-client/unreachable';
import { remember, remembered } from '../ui/device-memory';
import type { DraftItem } from './visit-draft';

/** What a visit begins with: what should be there, and what was put in the last time. */
export interface KnownFridge {
  readonly fridge: FridgeReply;
  readonly here: readonly (DraftItem & { readonly quantity: number })[];
  readonly lastPutIn: readonly (DraftItem & { readonly quantity: number })[];
}

interface Asked {
  fridge(): Promise<FridgeReply>;
  stock(): Promise<readonly StockReply[]>;
  visits(): Promise<readonly VisitReply[]>;
}

/** Items that a visit lists; more than a fridge holds. */
const itemsAtMost = 60;
const keyOf = (siteId: Id) => `fridge-${siteId}`;

/** Asks the server; without an answer, what this device knew the last time. */
export async function knownFridge(siteId: Id, asked: Asked): Promise<KnownFridge> {
  try {
    const [fridge, stock, visits] = await Promise.all([asked.fridge(), asked.stock(), asked.visits()]);
    const known = { fridge, here: hereOf(stock), lastPutIn: lastPutInOf(visits) };
    remember(keyOf(siteId), JSON.stringify(known));
    return known;
  } catch (error) {
    const kept = error instanceof Unreachable ? keptFridge(siteId) : null;
    if (kept) return kept;
    throw error;
  }
}

function keptFridge(siteId: Id): KnownFridge | null {
  try {
    return JSON.parse(remembered(keyOf(siteId)) ?? 'null') as KnownFridge | null;
  } catch {
    return null;
  }
}

function hereOf(stock: readonly StockReply[]): KnownFridge['here'] {
  return stock
    .filter(({ onHand }) => onHand > 0)
    .map(({ itemId, itemName, unit, categoryId, onHand }) => ({
      ...{ itemId, name: itemName, unit, categoryId, quantity: onHand },
    }))
    .slice(0, itemsAtMost);
}

function lastPutInOf(visits: readonly VisitReply[]): KnownFridge['lastPutIn'] {
  const last = visits.find(({ putIn, reversedAt }) => putIn.length > 0 && reversedAt === null);
  const sums = new Map<Id, DraftItem & { quantity: number }>();
  for (const { itemId, itemName, unit, quantity } of last?.putIn ?? []) {
    const before = sums.get(itemId)?.quantity ?? 0;
    sums.set(itemId, { itemId, name: itemName, unit, categoryId: null, quantity: before + quantity });
  }
  return [...sums.values()];
}
