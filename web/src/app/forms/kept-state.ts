import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { Keeping } from './keeping';
import { RefusalWords } from './refusal-words';

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
            {{ why() }}
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

  readonly #words = inject(RefusalWords);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly why = computed(() => {
    const { command } = this.keeping().entry() ?? {};
    const refusal = this.keeping().outcome()?.refusal ?? null;
    return command && refusal ? this.#words.why({ command, refusal }) : '';
  });
}
