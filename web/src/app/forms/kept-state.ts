import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { Keeping } from './keeping';

/** Where something that was kept stands: on this device, on the server, or refused, with the way to what can be done then. */
@Component({
  selector: 'cs-kept-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective],
  template: `
    <div role="status" *transloco="let t">
      @switch (keeping().state()) {
        @case ('kept') {
          <p class="soft">{{ t(outbox.keeps() ? 'forms.kept.waits' : 'forms.kept.waitsOpen') }}</p>
        }
        @case ('recorded') {
          <p class="soft">{{ t('forms.kept.recorded') }}</p>
        }
        @case ('refused') {
          <p class="refused">
            {{ refused() || t('forms.kept.refused') }} {{ keeping().outcome()?.refusal?.detail }}
            <a routerLink="/scan/waiting">{{ t('forms.kept.look') }}</a>
          </p>
        }
      }
    </div>
  `,
  styles: `
    .refused {
      padding: var(--space-3) var(--space-4);
      border-inline-start: 6px solid var(--out);
      border-radius: var(--radius);
      background: var(--out-soft);
    }
  `,
})
export class KeptState {
  readonly keeping = input.required<Keeping>();
  /** What to say before the server's reason, where "it was refused" does not tell it. */
  readonly refused = input('');

  protected readonly outbox = inject(DeviceOutbox);
}
