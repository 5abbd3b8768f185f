import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Id } from '@shared/words/id';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { Outcome } from '../outbox/outbox-sender';
import { Device } from './device';
import { itemReplyOf } from './item-reply';
import { type NamedCode, namedHere, newItemsIn } from './named-here';
import { changesOf, type LevelChange } from './waiting-levels';

/** Commands whose changes are remembered for an undo that comes later. */
const rememberedAtMost = 2_000;
/** Whatever a clock does: by then the server's level holds what the server has. */
const surelySyncedMs = 60_000;

interface Settled {
  readonly at: number;
  readonly changes: readonly LevelChange[];
}

/** What waits on this device for an item at a site. */
interface Waiting {
  readonly change: number;
  readonly isCounted: boolean;
}

const none: Waiting = { change: 0, isCounted: false };

/** Levels as this device can know them: what the server last said, and what waits here. */
@Injectable({ providedIn: 'root' })
export class Levels {
  readonly #device = inject(Device);
  readonly #outbox = inject(DeviceOutbox);
  /** What the server has, and the catalogue not yet. */
  readonly #settled = signal<readonly Settled[]>([]);
  readonly #remembered = new Map<Id, readonly LevelChange[]>();

  /** Items made on this device that wait for the server. */
  readonly newItems = computed(() => newItemsIn(this.#outbox.entries()));

  readonly #waiting = computed(() => {
    const waiting = new Map<string, Waiting>();
    const add = (changes: readonly LevelChange[]) => {
      for (const { siteId, itemId, change, isCount = false } of changes) {
        const key = this.#key(siteId, itemId);
        const before = waiting.get(key) ?? none;
        waiting.set(key, { change: before.change + change, isCounted: before.isCounted || isCount });
      }
    };
    for (const { changes } of this.#settled()) add(changes);
    for (const entry of this.#outbox.entries()) {
      const changes = changesOf(
        entry,
        (code) => this.#packOf(code),
        (id) => this.#remembered.get(id) ?? [],
      );
      this.#remembered.set(entry.id, changes);
      if (entry.state !== 'refused') add(changes);
    }
    return waiting;
  });

  constructor() {
    this.#outbox.onOutcomes((outcomes) => this.#settle(outcomes), inject(DestroyRef));
    effect(() => {
      // Read as it comes, so that what an entry changes is known when it leaves.
      this.#waiting();
      untracked(() => this.#forgetOld());
    });
    effect(() => {
      const syncedAt = Date.parse(this.#device.syncedAt() ?? '');
      const now = Date.now();
      untracked(() =>
        this.#settled.update((settled) =>
          settled.filter(({ at }) => !(at <= syncedAt) && now - at < surelySyncedMs),
        ),
      );
    });
  }

  /** By how much what waits on this device changes a level. */
  waiting(siteId: Id, itemId: Id): number {
    return this.#of(siteId, itemId).change;
  }

  /** Whether somebody counted it here, and the catalogue does not know yet. */
  isCounted(siteId: Id, itemId: Id): boolean {
    return this.#of(siteId, itemId).isCounted;
  }

  /** Base units, with what waits here counted in; null while this device keeps no catalogue. */
  level(siteId: Id, itemId: Id): number | null {
    const shelf = this.#device.shelf();
    if (!shelf) return null;
    const known = shelf.catalogue.levelAt(siteId, shelf.catalogue.item(itemId)?.[0] ?? itemId);
    return (known?.[1] ?? 0) + this.waiting(siteId, itemId);
  }

  #settle(outcomes: readonly Outcome[]): void {
    const at = Date.now();
    const settled = outcomes
      .filter(({ status }) => status !== 'refused')
      .map(({ id }) => ({ at, changes: this.#remembered.get(id) ?? [] }))
      .filter(({ changes }) => changes.length > 0);
    if (settled.length > 0) this.#settled.update((before) => [...before, ...settled]);
    void this.#device.look();
  }

  /** What somebody named a code here, while the server has not heard of it. */
  namedHere(code: string): NamedCode | null {
    return namedHere(this.#outbox.entries(), code, (id) => {
      const item = this.#device.shelf()?.catalogue.item(id);
      return item && itemReplyOf(item);
    });
  }

  #packOf(code: string): { itemId: Id; per: number } | null {
    const item = this.#device.shelf()?.catalogue.itemOfCode(code);
    if (item) return { itemId: item[0], per: item[7].find(([bound]) => bound === code)?.[1] ?? 1 };
    const named = this.namedHere(code);
    return named && { itemId: named.item.id, per: named.per };
  }

  #of(siteId: Id, itemId: Id): Waiting {
    return this.#waiting().get(this.#key(siteId, itemId)) ?? none;
  }

  #key(siteId: Id, itemId: Id): string {
    return `${siteId} ${this.#device.shelf()?.catalogue.item(itemId)?.[0] ?? itemId}`;
  }

  #forgetOld(): void {
    const old = [...this.#remembered.keys()].slice(0, Math.max(0, this.#remembered.size - rememberedAtMost));
    const waiting = new Set(this.#outbox.entries().map(({ id }) => id));
    for (const id of old) if (!waiting.has(id)) this.#remembered.delete(id);
  }
}
