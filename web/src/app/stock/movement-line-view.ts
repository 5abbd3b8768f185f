import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  mdiArrowDownBoldCircleOutline,
  mdiArrowUpBoldCircleOutline,
  mdiDeleteOutline,
  mdiPackageVariant,
  mdiPound,
  mdiSwapHorizontal,
  mdiUndoVariant,
} from '@mdi/js';
import type { Reason } from '@shared/stock/movement-line';
import { type MovementReply, ReverseMovement } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { StockApi } from '../api-client/stock.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { DayPipe } from '../ui/day.pipe';
import { Icon } from '../ui/icon';
import { InstantPipe } from '../ui/instant.pipe';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';

const icons: Record<Reason, string> = {
  donation: mdiArrowDownBoldCircleOutline,
  distribution: mdiArrowUpBoldCircleOutline,
  transfer: mdiSwapHorizontal,
  waste: mdiDeleteOutline,
  count: mdiPound,
  kit: mdiPackageVariant,
};

/** One movement in words: what, how much, where, who, when, why; and Undo with a reason. */
@Component({
  selector: 'cs-movement-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    DayPipe,
    FieldProblem,
    Icon,
    InstantPipe,
    ProblemMessage,
    QuantityPipe,
  ],
  templateUrl: './movement-line-view.html',
  styleUrl: './movement-line-view.scss',
})
export class MovementLineView {
  readonly movement = input.required<MovementReply>();
  /** The site whose view this is: decides the sign of the figure. */
  readonly siteId = input<Id | null>(null);
  readonly withItem = input(false);
  readonly undone = output();

  readonly #stock = inject(StockApi);
  readonly #session = inject(Session);
  readonly #sites = inject(CurrentSite);
  protected readonly undoIcon = mdiUndoVariant;
  protected readonly sending = new Sending();
  protected readonly asking = signal(false);

  protected readonly icon = computed(() =>
    this.movement().reverses ? mdiUndoVariant : icons[this.movement().reason],
  );
  protected readonly fieldId = computed(() => `why-${this.movement().id}`);

  /** +1 where goods came to the site looked at (or, over all sites, from outside), −1 where they left, 0 between sites. */
  protected readonly sign = computed(() => {
    const { fromSiteId, toSiteId } = this.movement();
    const site = this.siteId();
    if (site !== null) return toSiteId === site ? 1 : -1;
    return fromSiteId === null ? 1 : toSiteId === null ? -1 : 0;
  });

  protected readonly mayUndo = computed(() => {
    const { reverses, reversedBy, transferId, inferred, memberName, occurredAt } = this.movement();
    if (reverses !== null || reversedBy !== null || transferId !== null) return false;
    // It follows from a visit: undoing the visit undoes it.
    if (inferred) return false;
    if (this.#session.can('steward')) return true;
    const zone = this.#session.group()?.timeZone ?? 'UTC';
    const today = dayOf(new Date(), zone) === dayOf(new Date(occurredAt), zone);
    return today && memberName === this.#session.member()?.name;
  });

  /** A site's name; null for a place that is not in the list: on the way, or closed. */
  protected siteName(id: Id): string | null {
    return this.#sites.sites().find((site) => site.id === id)?.name ?? null;
  }

  protected async undo(why: string): Promise<void> {
    const request = Object.assign(new ReverseMovement(), { id: newId(), note: why.trim() });
    if (await this.sending.send(request, () => this.#stock.reverse(this.movement().id, request))) {
      this.asking.set(false);
      this.undone.emit();
    }
  }
}
