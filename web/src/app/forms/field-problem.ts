import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

const worded = ['isWords', 'isTimeZoneName', 'isIn', 'isQuantity', 'isDay'];

/** What is wrong with one field, in the reader's words, once the form was sent. Point the field's aria-describedby at `fieldId`. */
@Component({
  selector: 'cs-field-problem',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (rule(); as rule) {
        <p class="wrong" [id]="fieldId()">{{ t('forms.' + rule) }}</p>
      }
    </ng-container>
  `,
  styles: `
    .wrong {
      color: var(--out);
      font-weight: 600;
    }
  `,
})
export class FieldProblem {
  readonly fieldId = input.required<string>();
  /** The names of the rules the field breaks; nothing is shown for none. */
  readonly rules = input<readonly string[]>([]);

  protected readonly rule = computed(() => {
    const first = this.rules()[0];
    return first === undefined ? null : worded.includes(first) ? first : 'other';
  });
}
