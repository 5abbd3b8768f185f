import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Refusal } from '@shared/sites/sites.contract';

/** What a fridge does not take, each with its reason: shown where somebody is about to put something in. */
@Component({
  selector: 'cs-site-rules',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    @if (refuses().length) {
      <details *transloco="let t">
        <summary>{{ t('fridges.rules.heading', { count: refuses().length }) }}</summary>
        <ul>
          @for (refusal of refuses(); track refusal) {
            <li>
              <strong>{{ t('sites.refusals.' + refusal) }}:</strong>
              {{ t('fridges.rules.why.' + refusal) }}
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    summary {
      min-block-size: var(--target);
      display: flex;
      align-items: center;
      gap: var(--space-2);
      font-weight: 600;
      cursor: pointer;
    }
    summary::before {
      content: '▸';
    }
    details[open] summary::before {
      content: '▾';
    }
    ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
  `,
})
export class SiteRules {
  readonly refuses = input.required<readonly Refusal[]>();
}
