import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { type LabelSymbology, labelSymbologies } from '@shared/labels/labels.contract';
import { LabelsApi, labelFormats } from '../api-client/labels.api';

/** An item's label: what it looks like, one alone as a file, many on a sheet. */
@Component({
  selector: 'cs-item-label',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective],
  template: `
    <section class="stack" aria-labelledby="label-heading" *transloco="let t">
      <h2 id="label-heading">{{ t('items.label.heading') }}</h2>
      <img [src]="address('svg')" [alt]="t('items.label.picture', { item: item().name })" />
      <div class="field">
        <label for="label-symbology">{{ t('items.label.symbology') }}</label>
        <select class="input" id="label-symbology" #select (change)="choose(select.value)">
          @for (one of symbologies(); track one) {
            <option [value]="one" [selected]="one === symbology()">
              {{ t('items.label.symbologies.' + one) }}
            </option>
          }
        </select>
      </div>
      <div class="row">
        @for (format of formats; track format) {
          <a class="button" [href]="address(format)" download>{{ format.toUpperCase() }}</a>
        }
      </div>
      <a class="button primary" routerLink="/labels" [queryParams]="{ item: item().id }">
        {{ t('items.label.sheet') }}
      </a>
    </section>
  `,
  styles: `
    img {
      inline-size: 100%;
      max-block-size: 12rem;
      object-fit: contain;
      padding: var(--space-2);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: #fff;
    }
  `,
})
export class ItemLabel {
  readonly item = input.required<ItemReply>();

  readonly #labels = inject(LabelsApi);
  protected readonly formats = labelFormats;
  protected readonly symbology = signal<LabelSymbology>('qr');
  /** An item without a barcode has no retail symbol. */
  protected readonly symbologies = computed(() =>
    labelSymbologies.filter((one) => one !== 'retail' || this.item().barcodes.length > 0),
  );

  protected address(format: (typeof labelFormats)[number]): string {
    return this.#labels.address('items', this.item().id, format, this.symbology());
  }

  protected choose(value: string): void {
    this.symbology.set(labelSymbologies.find((one) => one === value) ?? 'qr');
  }
}
