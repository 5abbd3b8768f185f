import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { v7 as newId } from 'uuid';
import type { DirectoryProduct, ItemReply, MakeItem } from '@shared/catalog/catalog.contract';
import type { LotKey } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { DeviceClock } from '../outbox/device-clock';
import { DeviceOutbox } from '../outbox/device-outbox';
import { type Command, entryOf, type NewEntry } from '../outbox/outbox-entry';
import { Session } from '../session/session';
import { keepMark, keptMark } from '../outbox/marks';
import { CodeResolver } from './code-resolver';
import { ItemUses } from './item-uses';
import type { RoundLine } from './round-line';
import { ScanPlace } from './scan-place';
import { ScanRound } from './scan-round';
import { ScanSounds } from './scan-sounds';

/** A code that nobody has named yet. It waits in the list; the next scan does not. */
export interface UnknownCode {
  readonly key: Id;
  readonly code: string;
  readonly directory: DirectoryProduct | null;
  readonly lot: LotKey | null;
  /** How often it was scanned while it had no name. */
  readonly times: number;
}

/** What the person is told besides the line itself. */
export type Notice =
  | { readonly kind: 'unreadable' | 'no_site' | 'no_other_site' }
  | { readonly kind: 'at_site' | 'missed_ask' | 'not_kept'; readonly name: string };

/** How many grams or millilitres a tap on a tile means, where nothing better is known: a kilogram, a litre. */
const looseQuantity = 1_000;

/** Takes whatever comes in, by camera, scanner or hand, one after the other, and makes it a line of the round. */
@Injectable({ providedIn: 'root' })
export class ScanDesk {
  readonly #resolver = inject(CodeResolver);
  readonly #round = inject(ScanRound);
  readonly #place = inject(ScanPlace);
  readonly #outbox = inject(DeviceOutbox);
  readonly #clock = inject(DeviceClock);
  readonly #session = inject(Session);
  readonly #sounds = inject(ScanSounds);
  readonly #uses = inject(ItemUses);
  readonly #notice = signal<Notice | null>(null);
  readonly #unknowns = signal<readonly UnknownCode[]>([]);
  readonly #looking = signal(0);
  /** Scans are taken in the order they were made, though one may need the network and the next not. */
  #turn: Promise<unknown> = Promise.resolve();

  readonly notice = this.#notice.asReadonly();
  readonly unknowns = this.#unknowns.asReadonly();
  /** Scans whose meaning is being looked up. */
  readonly looking = this.#looking.asReadonly();

  constructor() {
    const groupId = computed(() => this.#session.group()?.id);
    effect(() => {
      const id = groupId();
      untracked(() => {
        this.#turn = this.#turn.then(() => this.#open(id));
      });
    });
  }

  /** One raw scan; `symbology` as the camera names it. */
  scan(raw: string, symbology?: string): Promise<void> {
    this.#looking.update((count) => count + 1);
    const turn = this.#turn
      .then(() => this.#scan(raw, symbology))
      .finally(() => {
        this.#looking.update((count) => count - 1);
      });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** An item without a barcode, by tile or search. */
  async tap(item: ItemReply): Promise<void> {
    const count = item.unit === 'each' ? 1 : looseQuantity;
    await this.#record(item, { code: null, byCode: false, per: 1, count, lot: null });
  }

  /** "Someone asked, we had none": an item, or words for what has no item. */
  async missedAsk(asked: { item: ItemReply } | { text: string }): Promise<void> {
    const site = this.#place.site();
    if (!site) return this.#say({ kind: 'no_site' }, 'wrong');
    const id = newId();
    const item = 'item' in asked ? asked.item : null;
    const name = 'item' in asked ? asked.item.name : asked.text;
    const request = {
      ...{ id, siteId: site.id, quantity: item && item.unit !== 'each' ? looseQuantity : 1 },
      ...(item ? { itemId: item.id } : { text: name }),
      occurredAt: this.#clock.now().toISOString(),
    };
    const about = {
      itemName: name,
      unit: item?.unit ?? 'each',
      quantity: request.quantity,
      siteName: site.name,
    };
    try {
      const command: Command = { kind: 'missed_ask', request };
      await this.#outbox.add([entryOf(command, about, this.#groupId(), id, new Date(), 0)]);
      this.#say({ kind: 'missed_ask', name }, 'ok');
    } catch {
      this.#say({ kind: 'not_kept', name }, 'wrong');
    }
  }

  /** Makes the unknown code a new item and records the scan. */
  async addItem(
    unknown: UnknownCode,
    named: Pick<MakeItem, 'name' | 'unit'> & Partial<MakeItem>,
    packs: number,
  ) {
    const id = newId();
    const item: ItemReply = {
      ...{ id, name: named.name, unit: named.unit, categoryId: named.categoryId ?? null },
      ...{ family: null, variant: null, ownCode: '', archived: false },
      barcodes: [{ code: unknown.code, packQuantity: packs }],
    };
    const barcodes = [{ code: unknown.code, packQuantity: packs }];
    const command: Command = {
      kind: 'new_item',
      request: {
        ...{ id, name: named.name, unit: named.unit, categoryId: item.categoryId, barcodes },
        // Another device may name the same code before this one is heard: then both end with one item.
        onConflict: 'use_existing',
      },
    };
    await this.#name(unknown, item, packs, this.#entry(command, id, item));
  }

  /** Binds the unknown code to an item that is there already and records the scan. */
  async bindCode(unknown: UnknownCode, item: ItemReply, packs: number): Promise<void> {
    const id = newId();
    const command: Command = {
      kind: 'bind_code',
      id,
      itemId: item.id,
      code: unknown.code,
      packQuantity: packs,
    };
    await this.#name(unknown, item, packs, this.#entry(command, id, item));
  }

  forget(unknown: UnknownCode): void {
    this.#keepUnknowns(this.#unknowns().filter((one) => one.key !== unknown.key));
  }

  async #name(unknown: UnknownCode, item: ItemReply, packs: number, entry: NewEntry): Promise<void> {
    const how = { code: unknown.code, byCode: true, per: packs, count: unknown.times, lot: unknown.lot };
    if (!(await this.#record(item, how, [entry]))) return;
    await this.#resolver.learn(unknown.code, item, packs);
    this.forget(unknown);
  }

  async #scan(raw: string, symbology: string | undefined): Promise<void> {
    const meaning = await this.#resolver.resolve(raw, symbology);
    switch (meaning.kind) {
      case 'item': {
        const { item, per, lot } = meaning;
        await this.#record(item, { code: raw, byCode: false, per, count: 1, lot });
        return;
      }
      case 'later':
        // Kept as a code: the server says what it is once it can be reached.
        await this.#recordGoods({
          ...{ itemId: null, itemName: meaning.code, unit: 'each' },
          ...{ code: meaning.code, byCode: true, per: 1, count: 1, lot: meaning.lot },
        });
        return;
      case 'site':
        this.#place.useScannedSite(meaning.site.id);
        return this.#say({ kind: 'at_site', name: meaning.site.name }, 'ok');
      case 'unreadable':
        return this.#say({ kind: 'unreadable' }, 'wrong');
      case 'unknown': {
        const { code, reply, lot } = meaning;
        this.#notice.set(null);
        const before = this.#unknowns().find((one) => one.code === code);
        const times = (before?.times ?? 0) + 1;
        this.#keepUnknowns([
          { key: before?.key ?? newId(), code, directory: reply.directory ?? null, lot, times },
          ...this.#unknowns().filter((one) => one.code !== code),
        ]);
        return this.#sounds.play('warning');
      }
    }
  }

  async #record(
    item: ItemReply,
    how: Pick<RoundLine, 'code' | 'byCode' | 'per' | 'count' | 'lot'>,
    before: readonly NewEntry[] = [],
  ): Promise<boolean> {
    const goods = { itemId: item.id, itemName: item.name, unit: item.unit, ...how };
    const done = await this.#recordGoods(goods, before);
    const site = this.#place.site();
    if (done && site) void this.#uses.add(site.id, item);
    return done;
  }

  async #recordGoods(goods: Parameters<ScanRound['record']>[0], before: readonly NewEntry[] = []) {
    if (!this.#place.site()) return this.#refuse({ kind: 'no_site' });
    if (this.#place.mode() === 'move' && !this.#place.toSite()) {
      return this.#refuse({ kind: 'no_other_site' });
    }
    try {
      const line = await this.#round.record(goods, before);
      this.#notice.set(null);
      this.#sounds.play(line.warnings.length > 0 ? 'warning' : 'ok');
      return true;
    } catch {
      return this.#refuse({ kind: 'not_kept', name: goods.itemName });
    }
  }

  #keepUnknowns(unknowns: readonly UnknownCode[]): void {
    this.#unknowns.set(unknowns);
    keepMark(`unknowns ${this.#groupId()}`, unknowns);
  }

  /** What nobody of this group named before the page was closed still waits for a name. */
  async #open(groupId: Id | undefined): Promise<void> {
    this.#notice.set(null);
    this.#unknowns.set((groupId && (await keptMark<readonly UnknownCode[]>(`unknowns ${groupId}`))) || []);
  }

  #refuse(notice: Notice): false {
    this.#say(notice, 'wrong');
    return false;
  }

  #say(notice: Notice, tone: 'ok' | 'wrong'): void {
    this.#notice.set(notice);
    this.#sounds.play(tone);
  }

  #entry(command: Command, id: Id, item: ItemReply): NewEntry {
    const about = {
      itemName: item.name,
      unit: item.unit,
      quantity: 0,
      siteName: this.#place.site()?.name ?? '',
    };
    return entryOf(command, about, this.#groupId(), id, new Date(), 0);
  }

  #groupId(): Id {
    return this.#session.group()?.id ?? '';
  }
}
