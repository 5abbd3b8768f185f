import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiHandHeartOutline, mdiHistory, mdiTruckOutline } from '@mdi/js';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import { type ListedParLevelReply, SetParLevel } from '@shared/figures/par-levels.contract';
import { v7 as newId } from 'uuid';
import { allPages } from '../api-client/all-pages';
import { ShortagesApi } from '../api-client/shortages.api';
import { DeviceClock } from '../outbox/device-clock';
import { QuantityField } from '../forms/quantity-field';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { Formats } from '../ui/formats';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { rowKeyOf } from './shown-rows';

/** One gap: the figures behind it, "someone asked", and how much there should be, set in place. */
@Component({
  selector: 'cs-gap-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, Icon, ProblemMessage, QuantityField, QuantityPipe],
  templateUrl: './gap-detail.html',
  styleUrl: './gap-detail.scss',
})
export class GapDetail {
  readonly row = input.required<ShortageReply>();
  /** False while the page shows another day than today. */
  readonly mayAsk = input(true);
  readonly done = output<{ text: string; undo: (() => Promise<void>) | null }>();

  readonly #clock = inject(DeviceClock);
  readonly #shortages = inject(ShortagesApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);
  protected readonly icons = { asked: mdiHandHeartOutline, ship: mdiTruckOutline, history: mdiHistory };
  protected readonly sending = new Sending();
  protected readonly noting = new Sending();
  protected readonly maySet = computed(() => this.#session.can('organizer'));
  protected readonly weekly = computed(() => Math.round(this.row().dailyDemand * 7));
  protected readonly key = computed(() => rowKeyOf(this.row()).replace(' ', '-'));
  protected readonly minimum = linkedSignal(() => this.row().minimum);
  protected readonly target = linkedSignal(() => this.row().target);
  /** Whether what is set holds at this site alone or wherever a site has no own figure. */
  protected readonly everywhere = signal(false);
  protected readonly upsideDown = computed(() => (this.minimum() ?? 0) > (this.target() ?? Infinity));

  protected async save(): Promise<void> {
    const minimum = this.minimum();
    const target = this.target();
    if (minimum === null || target === null || this.upsideDown()) return;
    const { siteId, itemId, itemName, unit } = this.row();
    const at = this.everywhere() ? null : siteId;
    const request = Object.assign(new SetParLevel(), { minimum, target });
    let before: ListedParLevelReply | undefined;
    const saved = await this.sending.send(request, async () => {
      before = await this.#standing();
      await this.#shortages.setParLevel(at, itemId, request);
    });
    if (!saved) return;
    const held = before?.holdsFor === (at === null ? 'every_site' : 'site') ? before : undefined;
    this.done.emit({
      text: this.#language.say(at === null ? 'shortages.par.savedEverywhere' : 'shortages.par.saved', {
        item: itemName,
        minimum: this.#formats.quantity(minimum, unit),
        target: this.#formats.quantity(target, unit),
      }),
      undo: async () => {
        if (held)
          await this.#shortages.setParLevel(at, itemId, { minimum: held.minimum, target: held.target });
        else await this.#shortages.removeParLevel(at, itemId);
      },
    });
  }

  protected async noteAsk(): Promise<void> {
    const { siteId, siteName, itemId, itemName, unit } = this.row();
    const quantity = unit === 'each' ? 1 : 1000;
    const request = { id: newId(), siteId, itemId, quantity, occurredAt: this.#clock.now().toISOString() };
    if (await this.noting.run(() => this.#shortages.recordMissedAsk(request))) {
      const text = this.#language.say('shortages.asked.noted', { item: itemName, site: siteName });
      this.done.emit({ text, undo: null });
    }
  }

  /** The par level that holds for the row before it is changed: an undo puts exactly that back. */
  async #standing(): Promise<ListedParLevelReply | undefined> {
    const { siteId, itemId } = this.row();
    const all = await allPages((cursor) => this.#shortages.parLevelsAt(siteId, cursor));
    const mine = all.filter((one) => one.itemId === itemId);
    const wanted = this.everywhere() ? 'every_site' : 'site';
    return mine.find((one) => one.holdsFor === wanted) ?? mine[0];
  }
}
