import { inject, Injectable, signal } from '@angular/core';
import type { LotKey } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { v7 as newId } from 'uuid';
import { ScanApi } from '../api-client/scan.api';
import { Unreachable } from '../api-client/unreachable';
import { Device } from '../device/device';
import { Language } from '../ui/language';
import type { DraftItem, PutIn } from './visit-draft';

/** What a scan turned out to be: an item and how much of it, or a code that the server will read. */
export interface ScannedGoods {
  readonly item: DraftItem | null;
  readonly code: string | null;
  readonly lot: LotKey | null;
  readonly quantity: number;
}

type CodeReader = Pick<typeof import('@shared/barcodes/read-code'), 'readCode'> &
  Pick<typeof import('../device/code-meaning'), 'meaningIn'>;

const patienceMs = 4_000;

/**
 * Scans during a visit: what the catalogue on this device knows, else what the server says. Where neither does, the code is
 * kept as it is: the server reads it when the visit arrives.
 */
@Injectable()
export class VisitScans {
  readonly #api = inject(ScanApi);
  readonly #language = inject(Language);
  readonly #device = inject(Device);
  /** Fetched with the page: at the fridge there may be no network any more. */
  readonly #reader: Promise<CodeReader | null> = Promise.all([
    import('@shared/barcodes/read-code'),
    import('../device/code-meaning'),
  ]).then(
    ([{ readCode }, { meaningIn }]) => ({ readCode, meaningIn }),
    () => null,
  );
  readonly #notice = signal<string | null>(null);
  /** What the last scan was not. */
  readonly notice = this.#notice.asReadonly();

  async read(text: string, symbology: string | undefined): Promise<ScannedGoods | null> {
    this.#notice.set(null);
    const known = await this.#knownHere(text, symbology);
    if (known) return known;
    try {
      const { item, packQuantity, weightGrams, lotCode, useBy, bestBy, madeOn } = await this.#api.meaning(
        text,
        symbology,
        AbortSignal.timeout(patienceMs),
      );
      if (!item) return this.#nothing('fridges.visit.unknownCode', text);
      const dates = { code: lotCode, useBy, bestBy, madeOn };
      const told = Object.entries(dates).filter(([, value]) => value);
      return {
        item: { itemId: item.id, name: item.name, unit: item.unit, categoryId: item.categoryId },
        ...{ code: null, lot: told.length > 0 ? (Object.fromEntries(told) as LotKey) : null },
        quantity: item.unit === 'g' && weightGrams ? weightGrams : (packQuantity ?? 1),
      };
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid_code')
        return this.#nothing('fridges.visit.unreadable', text);
      if (error instanceof Problem || error instanceof Unreachable || error instanceof DOMException)
        return { item: null, code: text, lot: null, quantity: 1 };
      throw error;
    }
  }

  /** The lines with what was scanned: once more of the same makes a line larger. */
  added(lines: readonly PutIn[], goods: ScannedGoods, fromSiteId: Id | null): readonly PutIn[] {
    const parts = [goods.item?.itemId ?? goods.code, fromSiteId, goods.lot && JSON.stringify(goods.lot)];
    const key = parts.map((part) => part ?? '').join(' ');
    if (!lines.some((line) => line.key === key))
      return [...lines, { ...goods, id: newId(), key, fromSiteId }];
    return lines.map((line) =>
      line.key === key ? { ...line, quantity: line.quantity + goods.quantity } : line,
    );
  }

  async #knownHere(text: string, symbology: string | undefined): Promise<ScannedGoods | null> {
    const [reader, catalogue] = [await this.#reader, await this.#device.catalogue()];
    if (!reader || !catalogue) return null;
    const today = new Date().toLocaleDateString('sv');
    const reading = reader.readCode(text, { today, ...(symbology === undefined ? {} : { symbology }) });
    const meaning = reading.kind === 'invalid' ? null : reader.meaningIn(catalogue, reading);
    if (meaning?.kind !== 'item') return null;
    const { item, lot, per } = meaning;
    return {
      item: { itemId: item.id, name: item.name, unit: item.unit, categoryId: item.categoryId },
      ...{ code: null, lot, quantity: per },
    };
  }

  #nothing(message: string, code: string): null {
    this.#notice.set(this.#language.say(message, { code: code.slice(0, 40) }));
    return null;
  }
}
