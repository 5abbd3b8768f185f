import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Id } from '@shared/words/id';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { OutboxEntry } from '../outbox/outbox-entry';
import type { Outcome } from '../outbox/outbox-sender';
import { type Answered, answeredIn } from './answered';
import { Device } from './device';
import { itemReplyOf } from './item-reply';
import { isNaming, type NamedCode, namedHere, newItemsIn } from './named-here';
import { changesOf, type LevelChange } from './waiting-levels';
import { type KeyedChange, LevelSums, type Waiting, WaitingSums } from './waiting-sums';

type Place = Pick<LevelChange, 'siteId' | 'itemId'>;

/** Commands that do not wait any more, whose changes are remembered for an undo that comes later. */
const rememberedAtMost = 2_000;
/** Whatever a clock does: by then the server's level holds what the server has. */
const surelySyncedMs = 60_000;

interface Settled extends Answered {
  readonly at: number;
}

/** Levels as this device can know them: what the server last said, and what waits here. */
@Injectable({ providedIn: 'root' })
export class Levels {
  readonly #device = inject(Device);
  readonly #outbox = inject(DeviceOutbox);
  /** What the server has, and the catalogue not yet. */
  readonly #settled = signal<readonly Settled[]>([]);
  readonly #remembered = new Map<Id, readonly LevelChange[]>();

  /** What names codes: few of what waits, and the same ones from scan to scan. */
  readonly #namings = computed(() => this.#outbox.entries().filter(({ command }) => isNaming(command)), {
    equal: isSameList,
  });
  /** Items made on this device that wait for the server. */
  readonly newItems = computed(() => newItemsIn(this.#namings()));
  readonly #named = computed(() => {
    const catalogue = this.#device.shelf()?.catalogue;
    return namedHere(this.#namings(), (id) => {
      const item = catalogue?.item(id);
      return item && itemReplyOf(item);
    });
  });

  /** Another list once ids and codes may mean another thing. */
  readonly #meaning = computed(
    () => {
      const catalogue = this.#device.shelf()?.catalogue;
      return [catalogue, catalogue?.itemsChanged];
    },
    { equal: isSameList },
  );
  readonly #sums = computed(() => {
    this.#meaning();
    return new WaitingSums((entry) => this.#keyed(this.#changesOf(entry)));
  });
  readonly #waiting = computed(
    () => {
      const sums = this.#sums();
      sums.follow(this.#outbox.entries());
      return sums;
    },
    // The same object, with other sums in it.
    { equal: () => false },
  );
  readonly #answered = computed(() => {
    const sums = new LevelSums();
    for (const { changes, levels } of this.#settled()) {
      sums.add(this.#keyed(changes));
      // Whether the catalogue has them already nobody knows here: a sync may have been under way. What the server said holds either way.
      for (const level of levels) sums.set(this.#key(level), level.onHand - this.#listed(level));
    }
    return sums;
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
          settled.filter(({ at }) => !(at <= syncedAt) && Math.abs(now - at) < surelySyncedMs),
        ),
      );
    });
  }

  /** By how much what waits on this device changes a level. */
  waiting(siteId: Id, itemId: Id): number {
    return this.#of({ siteId, itemId }).reduce((sum, { change }) => sum + change, 0);
  }

  /** Whether somebody counted it here, and the catalogue does not know yet. */
  isCounted(siteId: Id, itemId: Id): boolean {
    return this.#of({ siteId, itemId }).some(({ counts }) => counts > 0);
  }

  /** Base units, with what waits here counted in; null while this device keeps no catalogue. */
  level(siteId: Id, itemId: Id): number | null {
    if (!this.#device.shelf()) return null;
    return this.#listed({ siteId, itemId }) + this.waiting(siteId, itemId);
  }

  #settle(outcomes: readonly Outcome[]): void {
    const at = Date.now();
    const answered = answeredIn(outcomes, (id) => this.#remembered.get(id) ?? []);
    if (answered) this.#settled.update((before) => [...before, { at, ...answered }]);
    void this.#device.look();
  }

  /** What somebody named a code here, while the server has not heard of it. */
  namedHere(code: string): NamedCode | null {
    return this.#named().get(code) ?? null;
  }

  #packOf(code: string): { itemId: Id; per: number } | null {
    const item = this.#device.shelf()?.catalogue.itemOfCode(code);
    if (item) return { itemId: item[0], per: item[7].find(([bound]) => bound === code)?.[1] ?? 1 };
    const named = this.namedHere(code);
    return named && { itemId: named.item.id, per: named.per };
  }

  #changesOf(entry: OutboxEntry): readonly LevelChange[] {
    const changes = changesOf(
      entry,
      (code) => this.#packOf(code),
      (id) => this.#remembered.get(id) ?? [],
    );
    this.#remembered.set(entry.id, changes);
    return changes;
  }

  #of(place: Place): readonly Waiting[] {
    const key = this.#key(place);
    return [this.#waiting().of(key), this.#answered().of(key)];
  }

  #keyed(changes: readonly LevelChange[]): readonly KeyedChange[] {
    return changes.map((one) => ({ ...one, key: this.#key(one) }));
  }

  #key({ siteId, itemId }: Place): string {
    return `${siteId} ${this.#itemId(itemId)}`;
  }

  /** The level in the catalogue. */
  #listed({ siteId, itemId }: Place): number {
    return this.#device.shelf()?.catalogue.levelAt(siteId, this.#itemId(itemId))?.[1] ?? 0;
  }

  /** Its own id, where this is another name of it. */
  #itemId(id: Id): Id {
    return this.#device.shelf()?.catalogue.item(id)?.[0] ?? id;
  }

  #forgetOld(): void {
    const entries = this.#outbox.entries();
    let tooMany = this.#remembered.size - entries.length - rememberedAtMost;
    if (tooMany <= 0) return;
    const waiting = new Set(entries.map(({ id }) => id));
    for (const id of this.#remembered.keys()) {
      if (tooMany <= 0) return;
      if (!waiting.has(id) && this.#remembered.delete(id)) tooMany -= 1;
    }
  }
}

const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, n) => value === other[n]);
