import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ItemBarcode, MakeItem } from '@shared/catalog/catalog.contract';
import { type Unit, units } from '@shared/words/quantity';
import { v7 as newId } from 'uuid';
import { ItemsApi } from '../api-client/items.api';
import { Sending } from '../forms/sending';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Stepper } from '../ui/stepper';
import { ItemFields, itemForm, itemWords } from './item-fields';

/** `/items/new?name=&code=`: a new item, with its first barcode where there is one. */
@Component({
  selector: 'cs-new-item-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ItemFields, PageHeader, ProblemMessage, Stepper],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); make()" novalidate *transloco="let t">
      <cs-page-header [heading]="t('items.new.title')" back="/items" [backLabel]="t('items.title')" />
      <cs-item-fields [form]="form" [broken]="sending.broken()" />
      <fieldset class="choices">
        <legend>{{ t('items.fields.unit') }}</legend>
        @for (one of units; track one) {
          <label class="choice">
            <input type="radio" name="unit" [checked]="unit() === one" (change)="unit.set(one)" />
            {{ t('items.units.' + one) }}
          </label>
        }
      </fieldset>
      <div class="field">
        <label for="item-code">{{ t('items.codes.first') }}</label>
        <input
          class="input mono"
          id="item-code"
          inputmode="numeric"
          autocomplete="off"
          maxlength="200"
          [value]="barcode()"
          (input)="barcode.set(field.value.trim())"
          #field
        />
        <p class="hint">{{ t('items.codes.firstHint') }}</p>
      </div>
      @if (barcode()) {
        <div class="field">
          <span class="label">{{ t('items.codes.pack') }}</span>
          <cs-stepper [label]="t('items.codes.pack')" [max]="1000000" [(value)]="pack" />
        </div>
      }
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <button class="button primary wide" type="submit" [attr.aria-disabled]="sending.busy()">
        {{ t('items.new.send') }}
      </button>
    </form>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--measure);
    }
  `,
})
export class NewItemPage {
  readonly name = input('');
  readonly code = input('');

  readonly #items = inject(ItemsApi);
  readonly #router = inject(Router);
  readonly #id = newId();
  protected readonly units = units;
  protected readonly form = itemForm();
  protected readonly unit = signal<Unit>('each');
  protected readonly barcode = signal('');
  protected readonly pack = signal(1);
  protected readonly sending = new Sending();

  constructor() {
    effect(() => {
      if (this.name()) this.form.controls.name.setValue(this.name());
      if (this.code()) this.barcode.set(this.code());
    });
  }

  protected async make(): Promise<void> {
    const code = this.barcode();
    const request = Object.assign(new MakeItem(), {
      id: this.#id,
      unit: this.unit(),
      ...itemWords(this.form),
      ...(code ? { barcodes: [Object.assign(new ItemBarcode(), { code, packQuantity: this.pack() })] } : {}),
    });
    if (await this.sending.send(request, () => this.#items.make(request)))
      await this.#router.navigate(['/items', this.#id], { replaceUrl: true });
  }
}
