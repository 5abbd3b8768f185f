import { computed, inject, Injectable, signal } from '@angular/core';
import { v7 as newId } from 'uuid';
import { Keeping } from '../forms/keeping';
import { DeviceClock } from '../outbox/device-clock';
import { aboutSite, type NamedItem } from '../outbox/outbox-entry';
import { Language } from '../ui/language';
import { requestAgain, type VisitAgain } from './visit-again';
import { itemsOf, requestOf, type VisitDraft } from './visit-draft';

/** How long Done may be taken back without a trace. */
const holdMs = 4_000;

interface Kept {
  readonly draft: VisitDraft;
  readonly siteName: string;
  readonly seconds: number;
}

/** A visit on its way: kept in the outbox, then answered by the server; or taken back. */
@Injectable()
export class VisitSending {
  readonly #clock = inject(DeviceClock);
  readonly #language = inject(Language);
  readonly #undoing = new Keeping();
  readonly #visit = signal<Kept | null>(null);
  readonly keeping = new Keeping();
  readonly visit = this.#visit.asReadonly();
  /** Undone, on the device or on its way to the server. */
  readonly isUndone = computed(() => this.#undoing.state() !== null);
  readonly isUndoable = computed(() => this.#visit() !== null && !this.isUndone());

  /** Sends a refused visit again, put right; true unless it is refused no longer. */
  async putRight(again: VisitAgain, draft: VisitDraft, siteName: string): Promise<boolean> {
    const items = [...again.items, ...itemsOf(draft, [])];
    const command = { kind: 'visit', request: requestAgain(again, draft), items } as const;
    if (!(await this.keeping.putRight(again.entryId, command))) return false;
    this.#visit.set({ draft, siteName, seconds: 0 });
    return true;
  }

  /** Keeps the visit on the device; true once it survives a crash. */
  async keep(draft: VisitDraft, siteName: string, here: readonly NamedItem[]): Promise<boolean> {
    const request = requestOf(draft, this.#clock.now().toISOString());
    const command = { kind: 'visit', request, items: itemsOf(draft, here) } as const;
    if (!(await this.keeping.keep(command, aboutSite(siteName), holdMs))) return false;
    const now = Date.now();
    this.#visit.set({ draft, siteName, seconds: Math.round((now - (draft.begunAt ?? now)) / 1000) });
    return true;
  }

  /** Takes the visit back. Answers the draft where it never left the device, so that it can be put right. */
  async undo(): Promise<VisitDraft | null> {
    const visit = this.#visit();
    if (!visit) return null;
    if (await this.keeping.withdraw()) {
      this.forget();
      return visit.draft;
    }
    const request = { id: newId(), note: this.#language.say('fridges.visit.undoNote') };
    const command = { kind: 'visit_reversal', visitId: visit.draft.id, request } as const;
    await this.#undoing.keep(command, aboutSite(visit.siteName));
    return null;
  }

  forget(): void {
    this.#visit.set(null);
    this.keeping.forget();
    this.#undoing.forget();
  }
}
