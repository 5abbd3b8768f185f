import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface Choice {
  value: string;
  label: string;
}

/** A filter with many values as one chip: "All sites", a native list behind it. An empty value hides nothing. */
@Component({
  selector: 'cs-filter-select',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="chip" [class.on]="value() !== ''">
      <select [attr.aria-label]="label()" #select (change)="value.set(select.value)">
        <option value="" [selected]="value() === ''">{{ all() }}</option>
        @for (choice of choices(); track choice.value) {
          <option [value]="choice.value" [selected]="choice.value === value()">{{ choice.label }}</option>
        }
      </select>
    </div>
  `,
  styles: `
    :host {
      display: inline-flex;
      min-inline-size: 0;
      max-inline-size: 100%;
    }
    @media (max-width: 44rem) {
      :host {
        flex: 1 1 8rem;
      }
      .chip,
      select {
        inline-size: 100%;
      }
    }
    .chip {
      display: inline-flex;
      align-items: center;
      min-inline-size: 0;
      min-block-size: var(--target);
      padding-inline: var(--space-2);
      border: 2px solid var(--outline);
      border-radius: var(--radius-pill);
      background: var(--surface);
    }
    .on {
      background: var(--accent-soft);
      border-color: var(--accent);
    }
    .chip:focus-within {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    select {
      min-inline-size: 0;
      max-inline-size: 16rem;
      min-block-size: calc(var(--target) - 4px);
      padding-inline: var(--space-2);
      border: 0;
      border-radius: var(--radius-pill);
      background: transparent;
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      text-overflow: ellipsis;
      outline: none;
      cursor: pointer;
    }
    option {
      background: var(--surface);
      color: var(--ink);
    }
  `,
})
export class FilterSelect {
  readonly label = input.required<string>();
  /** The words for "hides nothing": "All sites". */
  readonly all = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model('');
}
