import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { DeviceOutbox } from '../outbox/device-outbox';
import { entryOf, type Refusal } from '../outbox/outbox-entry';
import { Session } from '../session/session';
import { Language } from '../ui/language';
import { requestOf, type VisitDraft } from './visit-draft';

/** How long Done may be taken back without a trace. */
const holdMs = 4_000;

type State = 'kept' | 'recorded' | 'refused' | 'undone';

interface Kept {
  readonly id: Id;
  readonly draft: VisitDraft;
  readonly siteName: string;
  readonly seconds: number;
}

/** A visit on its way: kept in the outbox, then answered by the server; or taken back. */
@Injectable()
export class VisitSending {
  readonly #outbox = inject(DeviceOutbox);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  readonly #visit = signal<Kept | null>(null);
  readonly #state = signal<State>('kept');
  readonly #refusal = signal<Refusal | null>(null);
  /** This device cannot keep anything now. */
  readonly #failed = signal(false);
  readonly visit = this.#visit.asReadonly();
  readonly state = this.#state.asReadonly();
  readonly refusal = this.#refusal.asReadonly();
  readonly failed = this.#failed.asReadonly();
  readonly isUndoable = computed(() => this.#visit() !== null && this.#state() !== 'undone');

  constructor() {
    this.#outbox.onOutcomes((outcomes) => {
      const mine = outcomes.find(({ id }) => id === this.#visit()?.id);
      if (!mine || this.#state() === 'undone') return;
      this.#state.set(mine.status === 'refused' ? 'refused' : 'recorded');
      this.#refusal.set(mine.refusal);
    }, inject(DestroyRef));
  }

  /** Keeps the visit on the device; true once it survives a crash. */
  async keep(draft: VisitDraft, siteName: string): Promise<boolean> {
    const groupId = this.#session.group()?.id;
    if (groupId === undefined) return false;
    const now = new Date();
    const command = { kind: 'visit', request: requestOf(draft, now.toISOString()) } as const;
    try {
      await this.#outbox.add([entryOf(command, aboutOf(siteName), groupId, draft.id, now, holdMs)]);
    } catch {
      this.#failed.set(true);
      return false;
    }
    this.#failed.set(false);
    this.#state.set('kept');
    this.#refusal.set(null);
    const seconds = Math.round((now.getTime() - (draft.begunAt ?? now.getTime())) / 1000);
    this.#visit.set({ id: draft.id, draft, siteName, seconds });
    return true;
  }

  /** Takes the visit back. Answers the draft where it never left the device, so that it can be put right. */
  async undo(): Promise<VisitDraft | null> {
    const visit = this.#visit();
    const groupId = this.#session.group()?.id;
    if (!visit || groupId === undefined) return null;
    if (await this.#outbox.withdraw(visit.id)) {
      this.forget();
      return visit.draft;
    }
    const id = newId();
    const note = this.#language.say('fridges.visit.undoNote');
    const command = { kind: 'visit_reversal', visitId: visit.id, request: { id, note } } as const;
    await this.#outbox.add([entryOf(command, aboutOf(visit.siteName), groupId, id, new Date(), 0)]);
    this.#state.set('undone');
    return null;
  }

  forget(): void {
    this.#visit.set(null);
  }
}

function aboutOf(siteName: string) {
  return { itemName: '', unit: 'each', quantity: 0, siteName } as const;
}
