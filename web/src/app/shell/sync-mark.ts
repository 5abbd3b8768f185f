import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  mdiAlertCircleOutline,
  mdiCloudCheckOutline,
  mdiCloudClockOutline,
  mdiCloudOffOutline,
  mdiCloudUploadOutline,
} from '@mdi/js';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Connection } from '../outbox/connection';
import { DeviceOutbox } from '../outbox/device-outbox';
import { FigurePipe } from '../ui/figure.pipe';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { RelativePipe } from '../ui/relative.pipe';

const icons = {
  looking: mdiCloudClockOutline,
  storage: mdiAlertCircleOutline,
  refused: mdiAlertCircleOutline,
  offline: mdiCloudOffOutline,
  sending: mdiCloudUploadOutline,
  waiting: mdiCloudClockOutline,
  sent: mdiCloudCheckOutline,
};
type Mark = keyof typeof icons;

/** The small steady mark, an icon, a word and a colour: online or not, how many wait, what was refused. Never an alarm. */
@Component({
  selector: 'cs-sync-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, FigurePipe, Icon, RelativePipe],
  template: `
    <a
      class="mark"
      routerLink="/scan/waiting"
      [class]="mark()"
      [class.waits]="waiting() > 0"
      *transloco="let t"
    >
      <cs-icon [path]="icon()" />
      <span class="word" aria-hidden="true">
        @switch (mark()) {
          @case ('offline') {
            {{ t('shell.offline') }}
            @if (waiting() > 0) {
              · {{ waiting() | figure }}
            }
          }
          @case ('refused') {
            {{ t('shell.mark.refused', { count: refused() | figure }) }}
          }
          @case ('waiting') {
            {{ t('shell.mark.waiting', { count: waiting() | figure }) }}
          }
          @case ('sending') {
            @if (waiting() > 1) {
              {{ answered() | figure }}/{{ answered() + waiting() | figure }}
            } @else {
              {{ t('shell.mark.sending') }}
            }
          }
          @default {
            {{ t('shell.mark.' + mark()) }}
          }
        }
      </span>
      <span class="visually-hidden">
        {{ online() ? t('shell.online') : t('shell.offline') }}
        {{ t(language.plural('shell.waiting', waiting()), { count: waiting() | figure }) }}
        @if (refused() > 0) {
          {{ t(language.plural('shell.refused', refused()), { count: refused() | figure }) }}
        }
        @if (outbox.lastSyncedAt(); as at) {
          {{ t('shell.lastSync', { when: at | relative }) }}
        }
      </span>
    </a>
  `,
  styles: `
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      justify-content: center;
      min-block-size: var(--target);
      min-inline-size: var(--target);
      text-decoration: none;
      color: var(--ink-soft);
      font-weight: 700;
      white-space: nowrap;
    }
    .sent cs-icon {
      color: var(--ok);
    }
    .waiting,
    .sending {
      color: var(--ink);
    }
    .offline {
      color: var(--low);
    }
    .refused,
    .storage {
      color: var(--out);
    }
    .word {
      font-size: var(--text-small);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class SyncMark {
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly language = inject(Language);
  protected readonly online = inject(Connection).online;
  protected readonly waiting = this.outbox.waiting;
  protected readonly refused = this.outbox.refused;
  protected readonly answered = computed(() => this.outbox.progress()?.answered ?? 0);
  protected readonly mark = computed<Mark>(() => {
    const state = this.outbox.state();
    if (state === 'storage_failed') return 'storage';
    if (this.refused() > 0) return 'refused';
    if (!this.online()) return 'offline';
    if (!this.outbox.isKnown()) return 'looking';
    if (this.waiting() === 0) return 'sent';
    return state === 'sending' ? 'sending' : 'waiting';
  });
  protected readonly icon = computed(() => icons[this.mark()]);
}
