import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { mdiCloudCheckOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { OutboxEntry } from '../outbox/outbox-entry';
import { EmptyState } from '../ui/empty-state';
import { Formats } from '../ui/formats';
import { InstantPipe } from '../ui/instant.pipe';
import { PageHeader } from '../ui/page-header';
import { RelativePipe } from '../ui/relative.pipe';
import { LineWords } from './line-words';

/** What this device has not got an answer for, and what the server refused and why. */
@Component({
  selector: 'cs-waiting-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, EmptyState, InstantPipe, PageHeader, RelativePipe],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('scan.waitingPage.heading')" back="/scan" [backLabel]="t('scan.title')">
        @if (waiting().length) {
          <button class="button" type="button" (click)="outbox.sendNow()">
            {{ t('scan.waitingPage.sendNow') }}
          </button>
        }
      </cs-page-header>
      @if (outbox.lastSyncedAt(); as at) {
        <p class="soft">{{ t('scan.waitingPage.lastSync', { when: at | relative }) }}</p>
      }
      @if (refused().length) {
        <section>
          <h2>{{ t('scan.waitingPage.refused') }}</h2>
          <ul class="plain-list">
            @for (entry of refused(); track entry.seq) {
              <li>
                <p class="what">{{ t('scan.waitingPage.kinds.' + entry.command.kind, values(entry)) }}</p>
                <p>{{ words.refusal(entry) }}</p>
                <p class="soft small">{{ entry.savedAt | instant }}</p>
                <div class="row">
                  <button class="button" type="button" (click)="outbox.retry(entry.id)">
                    {{ t('scan.waitingPage.retry') }}
                  </button>
                  <button
                    class="button danger"
                    type="button"
                    (click)="outbox.discard(entry.id, words.refusal(entry))"
                  >
                    {{ t('scan.waitingPage.discard') }}
                  </button>
                </div>
              </li>
            }
          </ul>
        </section>
      }
      @if (waiting().length) {
        <section>
          <h2>{{ t('scan.waitingPage.waiting') }}</h2>
          <p>{{ t('scan.waitingPage.states.' + outbox.state()) }}</p>
          <ul class="plain-list">
            @for (entry of waiting(); track entry.seq) {
              <li>
                <p class="what">{{ t('scan.waitingPage.kinds.' + entry.command.kind, values(entry)) }}</p>
                <p class="soft small">{{ entry.savedAt | instant }}</p>
              </li>
            }
          </ul>
        </section>
      } @else if (!refused().length) {
        <cs-empty-state
          [icon]="sentIcon"
          [heading]="t('scan.waitingPage.allSent')"
          [text]="t('scan.waitingPage.allSentText')"
        />
      }
    </div>
  `,
  styles: `
    li {
      padding-block: var(--space-3);
      border-block-end: 1px solid var(--line);
    }
    p + p {
      margin-block-start: var(--space-1);
    }
    .what {
      font-weight: 700;
    }
    .row {
      margin-block-start: var(--space-2);
    }
  `,
})
export class WaitingPage {
  readonly #formats = inject(Formats);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly words = inject(LineWords);
  protected readonly sentIcon = mdiCloudCheckOutline;
  protected readonly refused = computed(() =>
    this.outbox.entries().filter((entry) => entry.state === 'refused'),
  );
  protected readonly waiting = computed(() =>
    this.outbox.entries().filter((entry) => entry.state !== 'refused'),
  );

  protected values({ about }: OutboxEntry): object {
    return {
      quantity: this.#formats.quantity(about.quantity, about.unit),
      item: about.itemName,
      site: about.siteName,
    };
  }
}
