import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { mdiCloudCheckOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { occurredAtOf, type OutboxEntry } from '../outbox/outbox-entry';
import { EmptyState } from '../ui/empty-state';
import { FigurePipe } from '../ui/figure.pipe';
import { InstantPipe } from '../ui/instant.pipe';
import { PageHeader } from '../ui/page-header';
import { CarryPanel } from './carry-panel';
import { DiscardedList } from './discarded-list';
import { RefusalWords } from '../forms/refusal-words';
import { RefusedEntry } from './refused-entry';
import { StorageState } from './storage-state';
import { WaitingState } from './waiting-state';

const shownAtFirst = 50;

/** What this device has not got an answer for, what the server refused and why, and what to do about either. */
@Component({
  selector: 'cs-waiting-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ...[TranslocoDirective, EmptyState, FigurePipe, InstantPipe, PageHeader],
    ...[CarryPanel, DiscardedList, RefusedEntry, StorageState, WaitingState],
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('outbox.heading')" back="/scan" [backLabel]="t('scan.title')">
        @if (waiting().length) {
          <button class="button" type="button" (click)="outbox.sendNow()">{{ t('outbox.sendNow') }}</button>
        }
      </cs-page-header>
      <cs-waiting-state />
      @if (refused().length) {
        <section>
          <h2>{{ t('outbox.refused') }}</h2>
          @if (refused().length > 1) {
            <button class="button" type="button" (click)="outbox.retryAll()">
              {{ t('outbox.retryAll') }}
            </button>
          }
          <ul class="plain-list">
            @for (entry of refused().slice(0, shown()); track entry.id) {
              <li><cs-refused-entry [entry]="entry" /></li>
            }
          </ul>
        </section>
      }
      @if (waiting().length) {
        <section>
          <h2>{{ t('outbox.waiting') }}</h2>
          <ul class="plain-list">
            @for (entry of waiting().slice(0, shown()); track entry.id) {
              <li>
                <p class="what">{{ words.what(entry) }}</p>
                <p class="soft small">{{ happenedAt(entry) | instant }}</p>
              </li>
            }
          </ul>
        </section>
      } @else if (!refused().length) {
        <cs-empty-state [icon]="sentIcon" [heading]="t('outbox.allSent')" [text]="t('outbox.allSentText')" />
      }
      @if (hidden(); as more) {
        <button class="button" type="button" (click)="shown.set(shown() * 4)">
          {{ t('outbox.more', { count: more | figure }) }}
        </button>
      }
      <cs-carry-panel />
      <cs-discarded-list />
      <cs-storage-state />
    </div>
  `,
  styles: `
    li {
      padding-block: var(--space-3);
      border-block-end: 1px solid var(--line);
    }
    h2 + .button {
      margin-block-start: var(--space-2);
    }
    p + p {
      margin-block-start: var(--space-1);
    }
    .what {
      font-weight: 700;
    }
  `,
})
export class WaitingPage {
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly words = inject(RefusalWords);
  protected readonly sentIcon = mdiCloudCheckOutline;
  /** Thousands may wait: a page of them would be slow to draw and no use to read. */
  protected readonly shown = signal(shownAtFirst);
  protected readonly refused = computed(() =>
    this.outbox.entries().filter((entry) => entry.state === 'refused'),
  );
  protected readonly waiting = computed(() =>
    this.outbox.entries().filter((entry) => entry.state !== 'refused'),
  );
  protected readonly hidden = computed(() =>
    [this.refused(), this.waiting()].reduce((sum, { length }) => sum + Math.max(0, length - this.shown()), 0),
  );

  protected happenedAt(entry: OutboxEntry): string {
    return occurredAtOf(entry.command) ?? entry.savedAt;
  }
}
