import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { mdiMinus, mdiPlus } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from './icon';

/** "− 12 +": a whole count, changed by thumb or typed. An empty or broken entry puts the last good count back. */
@Component({
  selector: 'cs-stepper',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="stepper" role="group" [attr.aria-label]="label()" *transloco="let t">
      <button
        type="button"
        [disabled]="!canLess()"
        [attr.aria-label]="t('ui.less', { label: label() })"
        (click)="set(value() - step())"
      >
        <cs-icon [path]="minus" />
      </button>
      <input
        type="text"
        inputmode="numeric"
        autocomplete="off"
        [attr.aria-label]="label()"
        [value]="value()"
        (focus)="field.select()"
        (change)="typed(field)"
        (keydown.arrowup)="set(value() + step()); $event.preventDefault()"
        (keydown.arrowdown)="set(value() - step()); $event.preventDefault()"
        #field
      />
      <button
        type="button"
        [disabled]="!canMore()"
        [attr.aria-label]="t('ui.more', { label: label() })"
        (click)="set(value() + step())"
      >
        <cs-icon [path]="plus" />
      </button>
    </div>
  `,
  styles: `
    .stepper {
      display: inline-flex;
      border: 2px solid var(--outline);
      border-radius: var(--radius);
      background: var(--surface);
      overflow: hidden;
    }
    .stepper:focus-within {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    button,
    input {
      min-block-size: var(--target);
      border: 0;
      background: transparent;
      color: inherit;
      font: inherit;
    }
    button {
      inline-size: var(--target);
      display: inline-flex;
      align-items: center;
      justify-content: center;
      cursor: pointer;
      touch-action: manipulation;
    }
    button:hover:not(:disabled) {
      background: var(--sunken);
    }
    button:focus-visible {
      background: var(--accent);
      color: var(--accent-ink);
      outline: none;
    }
    button:disabled {
      color: var(--outline);
      cursor: not-allowed;
    }
    input {
      inline-size: 5ch;
      min-inline-size: var(--target);
      text-align: center;
      font-size: var(--text-large);
      font-weight: 700;
      font-variant-numeric: tabular-nums;
      outline: none;
    }
  `,
})
export class Stepper {
  readonly label = input.required<string>();
  readonly min = input(1);
  readonly max = input(1_000_000_000);
  readonly step = input(1);
  readonly value = model(1);

  protected readonly minus = mdiMinus;
  protected readonly plus = mdiPlus;
  protected readonly canLess = computed(() => this.value() > this.min());
  protected readonly canMore = computed(() => this.value() < this.max());

  protected set(count: number): void {
    this.value.set(Math.min(this.max(), Math.max(this.min(), Math.trunc(count))));
  }

  protected typed(field: HTMLInputElement): void {
    const count = Number.parseInt(field.value.replace(/[\s.,]/g, ''), 10);
    if (Number.isFinite(count)) this.set(count);
    field.value = String(this.value());
  }
}
