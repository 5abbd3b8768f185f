import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { DiscardedEntry } from '../outbox/outbox-entry';
import { Session } from '../session/session';
import { Formats } from '../ui/formats';
import { RefusalWords } from '../forms/refusal-words';

/** What was given up on at this device, with the reasons: nothing goes without a trace. */
@Component({
  selector: 'cs-discarded-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    @if (discarded().length) {
      <details *transloco="let t">
        <summary>{{ t('outbox.discarded') }} ({{ discarded().length }})</summary>
        <ul class="plain-list">
          @for (one of discarded(); track one.entry.id) {
            <li>
              <p class="what">{{ words.what(one.entry) }}</p>
              <p class="soft small">
                {{ t('outbox.discardedAt', { reason: one.reason, when: formats.instant(one.at) }) }}
              </p>
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    summary {
      min-block-size: var(--target);
      align-content: center;
      font-weight: 600;
      cursor: pointer;
    }
    li {
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    .what {
      font-weight: 600;
    }
  `,
})
export class DiscardedList {
  readonly #outbox = inject(DeviceOutbox);
  readonly #session = inject(Session);
  protected readonly words = inject(RefusalWords);
  protected readonly formats = inject(Formats);
  protected readonly discarded = signal<readonly DiscardedEntry[]>([]);

  constructor() {
    effect(() => {
      const groupId = this.#session.group()?.id;
      // Read anew whenever fewer or more are refused.
      this.#outbox.refused();
      void this.#outbox.discarded().then(
        (all) => this.discarded.set(all.filter(({ entry }) => entry.groupId === groupId)),
        () => undefined,
      );
    });
  }
}
