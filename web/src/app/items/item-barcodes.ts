import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClose } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { ItemsApi } from '../api-client/items.api';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { ProblemMessage } from '../ui/problem-message';
import { Stepper } from '../ui/stepper';

/** The codes that stand for an item, each with how many one scan means; codes are added and taken off. */
@Component({
  selector: 'cs-item-barcodes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon, ProblemMessage, Stepper],
  template: `
    <section class="stack" aria-labelledby="codes-heading" *transloco="let t">
      <h2 id="codes-heading">{{ t('items.codes.heading') }}</h2>
      <p>
        {{ t('items.codes.own') }} <strong class="mono">{{ item().ownCode }}</strong>
      </p>
      <ul class="plain-list">
        @for (barcode of item().barcodes; track barcode.code) {
          <li>
            <span class="mono">{{ barcode.code }}</span>
            <span class="soft">{{ t('items.codes.times', { count: barcode.packQuantity }) }}</span>
            @if (maySteward()) {
              <button
                class="button quiet"
                type="button"
                [attr.aria-label]="t('items.codes.remove', { code: barcode.code })"
                (click)="remove(barcode.code)"
              >
                <cs-icon [path]="close" />
              </button>
            }
          </li>
        } @empty {
          <li class="soft">{{ t('items.codes.none') }}</li>
        }
      </ul>
      <form class="row" (submit)="$event.preventDefault(); add()">
        <div class="field grow">
          <label for="new-code">{{ t('items.codes.add') }}</label>
          <input
            class="input mono"
            id="new-code"
            autocomplete="off"
            maxlength="200"
            [value]="code()"
            (input)="code.set(field.value.trim())"
            #field
          />
        </div>
        <div class="field">
          <span class="label">{{ t('items.codes.pack') }}</span>
          <cs-stepper [label]="t('items.codes.pack')" [max]="1000000" [(value)]="pack" />
        </div>
        <button class="button" type="submit" [attr.aria-disabled]="!code() || sending.busy()">
          {{ t('items.codes.send') }}
        </button>
      </form>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
    </section>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-block-size: var(--target);
      border-block-end: 1px solid var(--line);
    }
    li .soft {
      margin-inline-start: auto;
    }
    .row {
      align-items: end;
    }
    .grow {
      flex: 1 1 10rem;
    }
  `,
})
export class ItemBarcodes {
  readonly item = input.required<ItemReply>();
  readonly changed = output();

  readonly #items = inject(ItemsApi);
  readonly #session = inject(Session);
  protected readonly close = mdiClose;
  protected readonly sending = new Sending();
  protected readonly maySteward = computed(() => this.#session.can('steward'));
  protected readonly code = signal('');
  protected readonly pack = signal(1);

  protected async add(): Promise<void> {
    const code = this.code();
    if (!code) return;
    if (!(await this.sending.run(() => this.#items.bindBarcode(this.item().id, code, this.pack())))) return;
    this.code.set('');
    this.pack.set(1);
    this.changed.emit();
  }

  protected async remove(code: string): Promise<void> {
    if (await this.sending.run(() => this.#items.unbindBarcode(this.item().id, code))) this.changed.emit();
  }
}
