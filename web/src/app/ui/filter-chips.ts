import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { mdiCheck } from '@mdi/js';
import { Icon } from './icon';

export interface Chip<V extends string> {
  value: V;
  label: string;
  /** How many rows the chip stands for, shown behind its word. */
  count?: number;
}

/** Filters as chips that are on or off. `single` lets one be on at a time; pressing it again turns it off. */
@Component({
  selector: 'cs-filter-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="chips" role="group" [attr.aria-label]="label()">
      @for (chip of chips(); track chip.value) {
        <button type="button" [attr.aria-pressed]="isOn(chip.value)" (click)="press(chip.value)">
          @if (isOn(chip.value)) {
            <cs-icon [path]="check" />
          }
          {{ chip.label }}
          @if (chip.count !== undefined) {
            <span class="count">{{ chip.count }}</span>
          }
        </button>
      }
    </div>
  `,
  styles: `
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    @media (max-width: 44rem) {
      /* One row that slides: the list below keeps its place near the thumb. */
      :host {
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      .chips {
        flex-wrap: nowrap;
        overflow-x: auto;
        padding: 5px;
        margin: -5px;
        scrollbar-width: none;
      }
    }
    button {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      padding-inline: var(--space-4);
      border: 2px solid var(--outline);
      border-radius: var(--radius-pill);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
    button[aria-pressed='true'] {
      background: var(--accent-soft);
      border-color: var(--accent);
    }
    cs-icon {
      font-size: 0.8em;
    }
    .count {
      color: var(--ink-soft);
      font-weight: 400;
    }
  `,
})
export class FilterChips<V extends string> {
  readonly label = input.required<string>();
  readonly chips = input.required<readonly Chip<V>[]>();
  readonly single = input(false);
  readonly on = model<readonly V[]>([]);

  protected readonly check = mdiCheck;

  protected isOn(value: V): boolean {
    return this.on().includes(value);
  }

  protected press(value: V): void {
    if (this.isOn(value)) this.on.update((on) => on.filter((one) => one !== value));
    else this.on.update((on) => (this.single() ? [value] : [...on, value]));
  }
}
