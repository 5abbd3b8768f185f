import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LabelSheetReply } from '@shared/labels/labels.contract';
import { Stepper } from '../ui/stepper';

/** The first sheet in small: press the first label that is still free. What will be printed is filled in. */
@Component({
  selector: 'cs-sheet-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Stepper],
  template: `
    <div class="field" *transloco="let t">
      <span class="label">{{ t('labels.skip') }}</span>
      <p class="hint">{{ t('labels.skipHint') }}</p>
      <!-- A larger place to press; the stepper below does the same by keyboard. -->
      <div
        class="sheet"
        aria-hidden="true"
        [style.grid-template-columns]="'repeat(' + sheet().columns + ', 1fr)'"
      >
        @for (label of labels(); track label.n) {
          <span
            [class.used]="label.n < skip()"
            [class.filled]="label.n >= skip() && label.n < skip() + filled()"
            (click)="skip.set(label.n)"
          ></span>
        }
      </div>
      <cs-stepper [label]="t('labels.skip')" [min]="0" [max]="labels().length - 1" [(value)]="skip" />
    </div>
  `,
  styles: `
    .sheet {
      display: grid;
      gap: 2px;
      inline-size: min(14rem, 100%);
      aspect-ratio: 210 / 297;
      padding: 6px;
      border: 1px solid var(--outline);
      border-radius: 4px;
      background: #fff;
      cursor: pointer;
    }
    .sheet span {
      border: 1px solid #b9aea2;
      border-radius: 2px;
      background: #fff;
    }
    .sheet .used {
      background: repeating-linear-gradient(45deg, #d8d0c6 0 3px, #fff 3px 6px);
    }
    .sheet .filled {
      background: #0b5748;
      border-color: #0b5748;
    }
  `,
})
export class SheetPicture {
  readonly sheet = input.required<LabelSheetReply>();
  /** How many labels will be printed. */
  readonly filled = input(0);
  readonly skip = model(0);

  protected readonly labels = computed(() =>
    Array.from({ length: this.sheet().columns * this.sheet().rows }, (_, n) => ({ n })),
  );
}
