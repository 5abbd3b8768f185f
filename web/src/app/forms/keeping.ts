import { computed, DestroyRef, inject, signal } from '@angular/core';
import type { Id } from '@shared/words/id';
import { DeviceOutbox } from '../outbox/device-outbox';
import {
  type About,
  type Command,
  entryOf,
  idOf,
  type NewEntry,
  type OutboxEntry,
} from '../outbox/outbox-entry';
import type { Outcome } from '../outbox/outbox-sender';
import { Session } from '../session/session';

/** One thing that somebody says, kept in the outbox in the same gesture, and what became of it. Made where `inject` works. */
export class Keeping {
  readonly #outbox = inject(DeviceOutbox);
  readonly #groupId = inject(Session).group;
  readonly #entry = signal<NewEntry | null>(null);
  readonly #outcome = signal<Outcome | null>(null);
  readonly #failed = signal(false);
  #busy = false;

  /** What was kept last; null before, and after it was taken back. */
  readonly entry = this.#entry.asReadonly();
  /** The server's answer to it; null while there is none. */
  readonly outcome = this.#outcome.asReadonly();
  /** This device could not keep it. */
  readonly failed = this.#failed.asReadonly();
  readonly state = computed<'kept' | 'recorded' | 'refused' | null>(() => {
    const outcome = this.#outcome();
    if (!this.#entry()) return null;
    return outcome === null ? 'kept' : outcome.status === 'refused' ? 'refused' : 'recorded';
  });
  /** True while it may be taken back without a trace. */
  readonly isHere = computed(() =>
    this.#outbox.entries().some(({ id, state }) => id === this.#entry()?.id && state === 'waiting'),
  );

  constructor() {
    this.#outbox.onOutcomes((outcomes) => {
      const mine = outcomes.find(({ id }) => id === this.#entry()?.id);
      if (mine) this.#outcome.set(mine);
    }, inject(DestroyRef));
  }

  /** Keeps a command, held back `holdMs`; true once it survives a crash. A second press meanwhile does nothing. */
  async keep(command: Command, about: About, holdMs = 0): Promise<boolean> {
    const groupId = this.#groupId()?.id;
    if (groupId === undefined || this.#busy) return false;
    const entry = entryOf(command, about, groupId, idOf(command), new Date(), holdMs);
    this.#busy = true;
    try {
      await this.#outbox.add([entry]);
    } catch {
      this.#failed.set(true);
      return false;
    } finally {
      this.#busy = false;
    }
    this.#failed.set(false);
    this.#outcome.set(null);
    this.#entry.set(entry);
    return true;
  }

  /** Sends what was refused once more, put right; false where it is refused no longer. */
  async putRight(id: Id, command: Command): Promise<boolean> {
    let right: NewEntry | null = null;
    const put = (entry: OutboxEntry) => {
      right = { ...entry, command };
      return { command, about: entry.about };
    };
    if (!(await this.#outbox.putRight(id, put))) return false;
    this.#outcome.set(null);
    this.#entry.set(right);
    return true;
  }

  /** Takes it back; false where it may have left the device already. */
  async withdraw(): Promise<boolean> {
    const id: Id | undefined = this.#entry()?.id;
    if (id === undefined || !(await this.#outbox.withdraw(id))) return false;
    this.forget();
    return true;
  }

  forget(): void {
    this.#entry.set(null);
    this.#outcome.set(null);
  }
}
