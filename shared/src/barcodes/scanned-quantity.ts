import type { Unit } from '../words/quantity';
import type { Readable } from './bound-code';

/**
 * Base units of its item that one scan means, where the group bound the code to `packQuantity` of them.
 *
 * A code that measures the goods at hand knows better than what was bound once: an item counted in grams or millilitres
 * is as much as a weight (310n, 320n) or volume (315n) in the code says, an item counted by the piece as many as (30), the
 * number in a pack of variable count, says. A logistic unit, (02) with (37), holds its count times what was bound to the
 * product inside. Zero in the code says nothing.
 */
export function scannedQuantity(reading: Readable, unit: Unit, packQuantity: number): number {
  if (reading.kind !== 'gs1') return packQuantity;
  const count = reading.count || 0;
  if (reading.gtin === undefined) return count > 0 ? count * packQuantity : packQuantity;
  if (unit === 'g') return reading.weightGrams || packQuantity;
  if (unit === 'ml') return reading.volumeMl || packQuantity;
  const variable = reading.elements.find(([ai]) => ai === '30');
  return Number(variable?.[1] ?? 0) || packQuantity;
}
