import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { mdiPackageVariant } from '@mdi/js';
import { Icon } from './icon';

/** An empty screen: what would be here and what to do first (the action is projected). */
@Component({
  selector: 'cs-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <cs-icon [path]="icon()" />
    <h2>{{ heading() }}</h2>
    <p class="soft">{{ text() }}</p>
    <div class="row"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-3);
      padding: var(--space-6) var(--space-4);
      text-align: center;
      border: 2px dashed var(--line);
      border-radius: var(--radius);
    }
    cs-icon {
      font-size: 2rem;
      color: var(--ink-soft);
    }
    .row {
      justify-content: center;
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly icon = input(mdiPackageVariant);
}
