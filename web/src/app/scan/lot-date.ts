import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LotKey } from '@shared/stock/movement-line';
import { addDays, type Day, isDay } from '@shared/words/day';
import { Language } from '../ui/language';
import { lotOrNull } from './line-command';

type Kind = 'bestBy' | 'useBy';

/** The date printed on what was just scanned: a year and a month in two taps, or the day itself. */
@Component({
  selector: 'cs-lot-date',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <div class="stack" *transloco="let t">
      <div class="chips" role="group" [attr.aria-label]="t('scan.dateKind')">
        @for (one of kinds; track one) {
          <button type="button" [attr.aria-pressed]="kind() === one" (click)="kind.set(one)">
            {{ t('scan.dateKinds.' + one) }}
          </button>
        }
      </div>
      <div class="chips" role="group" [attr.aria-label]="t('scan.year')">
        @for (one of years; track one) {
          <button type="button" [attr.aria-pressed]="year() === one" (click)="year.set(one)">
            {{ one }}
          </button>
        }
      </div>
      <div class="chips months" role="group" [attr.aria-label]="t('scan.month')">
        @for (month of months(); track month.number) {
          <button type="button" (click)="chooseMonth(month.number)">{{ month.name }}</button>
        }
      </div>
      <div class="row">
        <label class="field">
          <span class="label">{{ t('scan.exactDay') }}</span>
          <input class="input" type="date" [value]="given()" (change)="choose(day.value)" #day />
        </label>
        <button class="button quiet" type="button" (click)="closed.emit()">{{ t('ui.close') }}</button>
      </div>
    </div>
  `,
  styles: `
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .months {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(4rem, 1fr));
    }
    .chips button {
      min-block-size: var(--target);
      min-inline-size: var(--target);
      padding-inline: var(--space-3);
      border: 2px solid var(--outline);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
    .chips button[aria-pressed='true'] {
      border-color: var(--accent);
      background: var(--accent-soft);
    }
  `,
})
export class LotDate {
  readonly lot = input.required<LotKey | null>();
  readonly chosen = output<LotKey | null>();
  readonly closed = output();

  readonly #language = inject(Language);
  protected readonly kinds = ['bestBy', 'useBy'] as const;
  protected readonly kind = linkedSignal<Kind>(() => (this.lot()?.useBy ? 'useBy' : 'bestBy'));
  protected readonly years = [0, 1, 2, 3].map((ahead) => new Date().getFullYear() + ahead);
  protected readonly year = linkedSignal(() => Number(this.given().slice(0, 4)) || new Date().getFullYear());
  protected readonly given = computed<Day>(() => this.lot()?.[this.kind()] ?? '');
  protected readonly months = computed(() => {
    const names = new Intl.DateTimeFormat(this.#language.locale(), { month: 'short', timeZone: 'UTC' });
    return [...Array(12).keys()].map((month) => ({
      number: month + 1,
      name: names.format(new Date(Date.UTC(2024, month, 15))),
    }));
  });

  /** A month without a day means its last day, as on the package. */
  protected chooseMonth(month: number): void {
    const next = month === 12 ? [this.year() + 1, 1] : [this.year(), month + 1];
    this.choose(addDays(`${next[0]}-${String(next[1]).padStart(2, '0')}-01`, -1));
  }

  protected choose(day: string): void {
    if (day !== '' && !isDay(day)) return;
    const { useBy: _useBy, bestBy: _bestBy, ...rest } = this.lot() ?? {};
    const other = this.kind() === 'useBy' ? { bestBy: this.lot()?.bestBy } : { useBy: this.lot()?.useBy };
    const lot = {
      ...rest,
      ...(other.useBy ? { useBy: other.useBy } : {}),
      ...(other.bestBy ? { bestBy: other.bestBy } : {}),
    };
    this.chosen.emit(lotOrNull({ ...lot, ...(day ? { [this.kind()]: day } : {}) }));
  }
}
