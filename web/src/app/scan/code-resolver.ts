import { inject, Injectable } from '@angular/core';
import type { CodeReply, ItemReply } from '@shared/catalog/catalog.contract';
import type { LotKey } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { ScanApi } from '../api-client/scan.api';
import { Unreachable } from '../api-client/unreachable';
import { Device } from '../device/device';
import { Levels } from '../device/levels';
import { Connection } from '../outbox/connection';
import { deviceDatabase } from '../outbox/device-database';
import { Session } from '../session/session';

/** What a scan turned out to be. */
export type Meaning =
  | { readonly kind: 'item'; readonly item: ItemReply; readonly per: number; readonly lot: LotKey | null }
  | { readonly kind: 'site'; readonly site: { id: Id; name: string } }
  /** Readable, and nothing of the group's yet. */
  | {
      readonly kind: 'unknown';
      readonly code: string;
      readonly reply: CodeReply;
      readonly lot: LotKey | null;
    }
  /** Readable, not known here, and the server cannot be asked now. */
  | { readonly kind: 'later'; readonly code: string; readonly lot: LotKey | null }
  /** Names no goods: a damaged code, a pallet's number. */
  | { readonly kind: 'unreadable' };

type CodeReader = Pick<typeof import('@shared/barcodes/read-code'), 'readCode'> &
  Pick<typeof import('@shared/barcodes/bound-code'), 'boundCode' | 'scannedLot'> &
  Pick<typeof import('@shared/barcodes/scanned-quantity'), 'scannedQuantity'> &
  Pick<typeof import('../device/code-meaning'), 'meaningIn'>;

const patienceMs = 6_000;
/** Where the device keeps the catalogue, the server only adds what the product directory knows. */
const shortPatienceMs = 3_000;

/** Finds out what a scan means: from the catalogue on this device, else from the server. */
@Injectable({ providedIn: 'root' })
export class CodeResolver {
  readonly #api = inject(ScanApi);
  readonly #session = inject(Session);
  readonly #device = inject(Device);
  readonly #levels = inject(Levels);
  readonly #online = inject(Connection).online;
  readonly #asked = new Set<string>();
  #reader: Promise<CodeReader | null> | undefined;

  /**
   * Loads the reader of codes: not needed to open the page, so it comes with the first touch of it. Null where it cannot be
   * loaded now.
   */
  prepare(): Promise<CodeReader | null> {
    this.#reader ??= Promise.all([
      import('@shared/barcodes/read-code'),
      import('@shared/barcodes/bound-code'),
      import('@shared/barcodes/scanned-quantity'),
      import('../device/code-meaning'),
    ])
      .then(([reading, bound, quantity, meaning]) => ({ ...reading, ...bound, ...quantity, ...meaning }))
      .catch(() => {
        this.#reader = undefined;
        return null;
      });
    return this.#reader;
  }

  async resolve(raw: string, symbology: string | undefined): Promise<Meaning> {
    const reader = await this.prepare();
    // Without the reader's code the scan is still kept: the server reads it.
    if (!reader) return { kind: 'later', code: raw, lot: null };
    const { readCode, boundCode, scannedLot, scannedQuantity, meaningIn } = reader;
    const reading = readCode(raw, {
      today: new Date().toLocaleDateString('sv'),
      ...(symbology === undefined ? {} : { symbology }),
    });
    if (reading.kind === 'invalid') return { kind: 'unreadable' };
    const code = boundCode(reading);
    if (code === null) return { kind: 'unreadable' };
    const lot = scannedLot(reading);
    const catalogue = await this.#device.catalogue();
    if (catalogue) {
      const meaning = meaningIn(catalogue, reading) ?? this.#namedHere(code, lot);
      return meaning ?? this.#askAbout(raw, symbology, code, lot);
    }
    // Our own labels may be of a lot or a site: the server's to explain. A code that measures the goods teaches no pack.
    const plain = reading.kind !== 'own' && reading.kind !== 'gs1';
    const known = reading.kind === 'own' ? null : await this.#known(code);
    if (known) {
      if (!this.#asked.has(code)) void this.#ask(raw, symbology, code, lot, plain);
      const per = scannedQuantity(reading, known.item.unit, known.packQuantity);
      return { kind: 'item', item: known.item, per, lot };
    }
    return this.#ask(raw, symbology, code, lot, plain);
  }

  #namedHere(code: string, lot: LotKey | null): Meaning | null {
    const named = this.#levels.namedHere(code);
    return named && { kind: 'item', item: named.item, per: named.per, lot };
  }

  /** Not in the catalogue: the server may have heard of it since, or know what to call it. Without the server it is new. */
  async #askAbout(
    raw: string,
    symbology: string | undefined,
    code: string,
    lot: LotKey | null,
  ): Promise<Meaning> {
    const here: Meaning = { kind: 'unknown', code, reply: { kind: 'unknown', code }, lot };
    if (!this.#online()) return here;
    const asked = await this.#ask(raw, symbology, code, lot, false, shortPatienceMs);
    return asked.kind === 'later' ? here : asked;
  }

  /** Remembers what a code stands for, after somebody said so on this device. */
  async learn(code: string, item: ItemReply, packQuantity: number): Promise<void> {
    const key = this.#key(code);
    await deviceDatabase()
      .then((database) => database.put('codes', { key, item, packQuantity }))
      .catch(() => undefined);
  }

  async #ask(
    raw: string,
    symbology: string | undefined,
    code: string,
    lot: LotKey | null,
    plain: boolean,
    patience = patienceMs,
  ): Promise<Meaning> {
    try {
      const reply = await this.#api.meaning(raw, symbology, AbortSignal.timeout(patience));
      this.#asked.add(code);
      if (reply.kind === 'site' && reply.site) return { kind: 'site', site: reply.site };
      if (!reply.item) return { kind: 'unknown', code: reply.code ?? code, reply, lot };
      const per = reply.packQuantity ?? 1;
      if (plain) await this.learn(code, reply.item, per);
      return { kind: 'item', item: reply.item, per, lot: reply.kind === 'lot' ? lotOf(reply) : lot };
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid_code') return { kind: 'unreadable' };
      if (error instanceof Problem || error instanceof Unreachable || error instanceof DOMException)
        return { kind: 'later', code: raw, lot };
      throw error;
    }
  }

  async #known(code: string) {
    const key = this.#key(code);
    return deviceDatabase()
      .then((database) => database.get('codes', key))
      .catch(() => undefined);
  }

  #key(code: string): string {
    return `${this.#session.group()?.id ?? ''} ${code}`;
  }
}

/** The lot that a label of ours names. */
function lotOf({ lotCode, useBy, bestBy, madeOn }: CodeReply): LotKey | null {
  const lot = {
    ...(lotCode ? { code: lotCode } : {}),
    ...(useBy ? { useBy } : {}),
    ...(bestBy ? { bestBy } : {}),
    ...(madeOn ? { madeOn } : {}),
  };
  return Object.keys(lot).length > 0 ? lot : null;
}
