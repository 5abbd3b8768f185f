import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { RefusalWords, remedyOf } from '../forms/refusal-words';
import { DeviceOutbox } from '../outbox/device-outbox';
import { occurredAtOf, type OutboxEntry } from '../outbox/outbox-entry';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { PutRightForm } from './put-right-form';

const reasons = ['mistake', 'elsewhere', 'twice', 'other'] as const;

/** What was refused, why, and what to do: put it right, send it again as it is, or give it up with a reason. */
@Component({
  selector: 'cs-refused-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, InstantPipe, PutRightForm],
  template: `
    <ng-container *transloco="let t">
      <p class="what">{{ words.what(entry()) }}</p>
      <p>{{ words.why(entry()) }}</p>
      <p class="soft small">{{ happenedAt() | instant }}</p>
      @switch (doing()) {
        @case ('putting right') {
          <cs-put-right-form [entry]="stable()" (closed)="doing.set(null)" />
        }
        @case ('discarding') {
          <label class="field">
            <span class="label">{{ t('outbox.why') }}</span>
            <select class="input" #reason>
              @for (one of reasons; track one) {
                <option [value]="one">{{ t('outbox.reasons.' + one) }}</option>
              }
            </select>
          </label>
          <div class="row">
            <button class="button danger" type="button" (click)="discard(reason.value)">
              {{ t('outbox.discardSure') }}
            </button>
            <button class="button quiet" type="button" (click)="doing.set(null)">
              {{ t('outbox.cancel') }}
            </button>
          </div>
        }
        @default {
          <div class="row">
            @if (visit(); as siteId) {
              <a
                class="button primary"
                [routerLink]="['/fridges', siteId, 'visit']"
                [queryParams]="{ putRight: entry().id }"
              >
                {{ t('outbox.putRight') }}
              </a>
            } @else if (remedy()) {
              <button class="button primary" type="button" (click)="doing.set('putting right')">
                {{ t('outbox.putRight') }}
              </button>
            }
            <button class="button" type="button" (click)="outbox.retry(entry().id)">
              {{ t('outbox.retry') }}
            </button>
            <button class="button danger" type="button" (click)="doing.set('discarding')">
              {{ t('outbox.discard') }}
            </button>
          </div>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    p + p {
      margin-block-start: var(--space-1);
    }
    .what {
      font-weight: 700;
    }
    .row,
    .field,
    cs-put-right-form {
      margin-block-start: var(--space-2);
    }
  `,
})
export class RefusedEntry {
  readonly entry = input.required<OutboxEntry>();

  readonly #language = inject(Language);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly words = inject(RefusalWords);
  protected readonly reasons = reasons;
  protected readonly remedy = computed(() => remedyOf(this.entry()));
  /** The fridge of a visit that is put right in the form it was made with. */
  protected readonly visit = computed(() => {
    const { command } = this.entry();
    return this.remedy() === 'visit' && command.kind === 'visit' ? command.request.siteId : null;
  });
  protected readonly happenedAt = computed(() => occurredAtOf(this.entry().command) ?? this.entry().savedAt);
  /** The same thing however often the store is read, so that what is half typed stays. */
  protected readonly stable = computed(() => this.entry(), {
    equal: (a, b) => a.id === b.id && a.refusal?.code === b.refusal?.code,
  });
  protected readonly doing = linkedSignal<OutboxEntry, 'putting right' | 'discarding' | null>({
    source: this.stable,
    computation: () => null,
  });

  protected async discard(reason: string): Promise<void> {
    await this.outbox.discard(this.entry().id, this.#language.say(`outbox.reasons.${reason}`));
  }
}
