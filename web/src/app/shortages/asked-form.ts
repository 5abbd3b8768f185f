import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { RecordMissedAsk } from '@shared/needs/needs.contract';
import { v7 as newId } from 'uuid';
import { ShortagesApi } from '../api-client/shortages.api';
import { DeviceClock } from '../outbox/device-clock';
import { FieldProblem } from '../forms/field-problem';
import { ItemPicker } from '../forms/item-picker';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';
import { Stepper } from '../ui/stepper';

/** "Someone asked, we had none": at a site, an item or a few words, how many. Nothing about who asked. */
@Component({
  selector: 'cs-asked-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FieldProblem, ItemPicker, ProblemMessage, Stepper],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); note()" *transloco="let t">
      <p class="soft">{{ t('shortages.asked.lead') }}</p>
      <div class="field">
        <label for="asked-site">{{ t('shortages.filters.site') }}</label>
        <select class="input" id="asked-site" #site (change)="at.set(site.value)">
          @for (one of sites.sites(); track one.id) {
            <option [value]="one.id" [selected]="one.id === at()">{{ one.name }}</option>
          }
        </select>
      </div>
      @if (item(); as picked) {
        <p class="row">
          <strong>{{ picked.name }}</strong>
          <button class="button quiet" type="button" (click)="item.set(null)">
            {{ t('shortages.asked.another') }}
          </button>
        </p>
      } @else {
        <cs-item-picker [label]="t('shortages.asked.search')" (picked)="item.set($event)" />
        <div class="field">
          <label for="asked-words">{{ t('shortages.asked.words') }}</label>
          <input
            class="input"
            id="asked-words"
            maxlength="200"
            aria-describedby="asked-words-wrong"
            [value]="words()"
            (input)="words.set(text.value)"
            #text
          />
          <cs-field-problem fieldId="asked-words-wrong" [rules]="sending.broken()['text'] ?? []" />
        </div>
      }
      <div class="field">
        <span class="label">{{ t('shortages.asked.quantity') }}</span>
        <cs-stepper [label]="t('shortages.asked.quantity')" [(value)]="quantity" />
      </div>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <div class="row">
        <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
          {{ t('shortages.asked.send') }}
        </button>
        <button class="button quiet" type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class AskedForm {
  readonly siteId = input('');
  /** The sentence about what was noted. */
  readonly noted = output<string>();
  readonly cancelled = output();

  readonly #clock = inject(DeviceClock);
  readonly #shortages = inject(ShortagesApi);
  readonly #language = inject(Language);
  protected readonly sites = inject(CurrentSite);
  protected readonly sending = new Sending();
  protected readonly at = linkedSignal(() => this.siteId());
  protected readonly item = signal<ItemReply | null>(null);
  protected readonly words = signal('');
  protected readonly quantity = signal(1);

  protected async note(): Promise<void> {
    const item = this.item();
    const request = Object.assign(new RecordMissedAsk(), {
      id: newId(),
      siteId: this.at(),
      quantity: this.quantity() * (item && item.unit !== 'each' ? 1000 : 1),
      occurredAt: this.#clock.now().toISOString(),
      ...(item ? { itemId: item.id } : { text: this.words().trim() }),
    });
    if (await this.sending.send(request, () => this.#shortages.recordMissedAsk(request))) {
      const site = this.sites.sites().find(({ id }) => id === this.at())?.name ?? '';
      this.noted.emit(
        this.#language.say('shortages.asked.noted', { item: item?.name ?? this.words().trim(), site }),
      );
    }
  }
}
