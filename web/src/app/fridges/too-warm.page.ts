import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { whenWarms } from '@shared/catalog/catalog.contract';
import type { WarmGoodsReply } from '@shared/fridges/cold.contract';
import { v7 as newId } from 'uuid';
import { ColdApi } from '../api-client/cold.api';
import { Sending } from '../forms/sending';
import { DayPipe } from '../ui/day.pipe';
import { failureOf } from '../ui/failure';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { ColdAlarm } from './cold-alarm';

const keyOf = ({ itemId, lotId }: WarmGoodsReply) => `${itemId} ${lotId ?? ''}`;

/** `/fridges/:siteId/too-warm`: what is thrown out, looked at and kept after it was too warm; done in one go. */
@Component({
  selector: 'cs-too-warm-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    ColdAlarm,
    DayPipe,
    PageHeader,
    ProblemMessage,
    QuantityPipe,
    SaidLine,
    Skeleton,
  ],
  templateUrl: './too-warm.page.html',
  styleUrl: './too-warm.page.scss',
})
export class TooWarmPage {
  readonly siteId = input.required<string>();

  readonly #cold = inject(ColdApi);
  readonly #language = inject(Language);
  /** The check under way: pressed again after a lost answer, it is the same one. */
  #check: { readonly id: string; readonly checkedAt: string } | null = null;
  protected readonly failureOf = failureOf;
  protected readonly keyOf = keyOf;
  protected readonly sending = new Sending();
  protected readonly said = signal('');
  protected readonly found = resource({
    params: () => this.siteId(),
    loader: async ({ params }) => ({
      cold: await this.#cold.of(params),
      goods: await this.#cold.goods(params),
    }),
  });
  protected readonly shown = lastValue(this.found);
  protected readonly parts = computed(() => {
    const goods = this.shown()?.goods ?? [];
    return whenWarms.map((whenWarm) => ({
      whenWarm,
      goods: goods.filter((one) => one.whenWarm === whenWarm),
    }));
  });
  /** What goes: at first all that spoils. */
  protected readonly chosen = linkedSignal<ReadonlySet<string>>(
    () => new Set((this.shown()?.goods ?? []).filter(({ whenWarm }) => whenWarm === 'discard').map(keyOf)),
  );

  protected choose(goods: WarmGoodsReply, on: boolean): void {
    this.chosen.update((all) => {
      const others = new Set(all);
      if (on) others.add(keyOf(goods));
      else others.delete(keyOf(goods));
      return others;
    });
    this.#check = null;
  }

  protected async done(): Promise<void> {
    const lines = (this.shown()?.goods ?? []).filter((one) => this.chosen().has(keyOf(one)));
    const discarded = lines.map(({ itemId, lotId, onHand }) => ({ itemId, lotId, quantity: onHand }));
    this.#check ??= { id: newId(), checkedAt: new Date().toISOString() };
    const request = { ...this.#check, discarded };
    if (!(await this.sending.run(() => this.#cold.check(this.siteId(), request)))) return;
    this.#check = null;
    this.said.set(this.#language.say('cold.check.done', { count: lines.length }));
    this.found.reload();
  }
}
