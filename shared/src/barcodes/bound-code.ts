import type { Day } from '../words/day';
import type { CodeReading, InvalidReading } from './code-reading';

export type Readable = Exclude<CodeReading, InvalidReading>;

/**
 * The code that a group binds to an item when it learns this scan, and looks up at the next one: the GTIN-14 where there
 * is one, else what was read. Null where the scan names no kind of goods (a pallet's number alone).
 */
export function boundCode(reading: Readable): string | null {
  switch (reading.kind) {
    case 'gtin':
      return reading.gtin;
    case 'gs1':
      return reading.gtin ?? reading.contentGtin ?? null;
    case 'plu':
      // Organic produce is a good of its own: 94011 is not 4011.
      return reading.organic ? `9${reading.plu}` : reading.plu;
    case 'own':
      return reading.code;
    case 'text':
      return reading.text;
  }
}

/** The batch that a scan names: only what it says; null where it says nothing of one. */
export function scannedLot(
  reading: Readable,
): { code?: string; useBy?: Day; bestBy?: Day; madeOn?: Day } | null {
  if (reading.kind !== 'gs1') return null;
  const lot = {
    ...(reading.lotCode ? { code: reading.lotCode } : {}),
    ...(reading.useBy ? { useBy: reading.useBy } : {}),
    ...(reading.bestBy ? { bestBy: reading.bestBy } : {}),
    ...(reading.madeOn ? { madeOn: reading.madeOn } : {}),
  };
  return Object.keys(lot).length > 0 ? lot : null;
}
