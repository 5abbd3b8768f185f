import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  mdiAlertCircleOutline,
  mdiCloudCheckOutline,
  mdiCloudOffOutline,
  mdiCloudUploadOutline,
} from '@mdi/js';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Connection } from '../outbox/connection';
import { Outbox } from '../outbox/outbox';
import { FigurePipe } from '../ui/figure.pipe';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { RelativePipe } from '../ui/relative.pipe';

/** The small steady mark: online or not, how many wait, when the last sync was. Never an alarm. */
@Component({
  selector: 'cs-sync-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, FigurePipe, Icon, RelativePipe],
  template: `
    <a class="mark" routerLink="/scan/waiting" [class.waits]="waiting() > 0" *transloco="let t">
      <cs-icon [path]="icon()" />
      @if (refused() > 0) {
        <cs-icon class="refused" [path]="alert" />
        <span class="visually-hidden">{{
          t(language.plural('shell.refused', refused()), { count: refused() | figure })
        }}</span>
      }
      @if (waiting() > 0) {
        <span aria-hidden="true">{{ waiting() | figure }}</span>
      }
      <span class="visually-hidden">
        {{ online() ? t('shell.online') : t('shell.offline') }}
        {{ t(language.plural('shell.waiting', waiting()), { count: waiting() | figure }) }}
        @if (lastSyncedAt(); as at) {
          {{ t('shell.lastSync', { when: at | relative }) }}
        }
      </span>
      @if (!online()) {
        <span class="word" aria-hidden="true">{{ t('shell.offline') }}</span>
      }
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
    .waits {
      color: var(--ink);
    }
    .refused {
      color: var(--out);
    }
    .word {
      font-size: var(--text-small);
    }
  `,
})
export class SyncMark {
  readonly #outbox = inject(Outbox, { optional: true });
  protected readonly language = inject(Language);
  protected readonly online = inject(Connection).online;
  protected readonly waiting = computed(() => this.#outbox?.waiting() ?? 0);
  protected readonly refused = computed(() => this.#outbox?.refused() ?? 0);
  protected readonly alert = mdiAlertCircleOutline;
  protected readonly lastSyncedAt = computed(() => this.#outbox?.lastSyncedAt() ?? null);
  protected readonly icon = computed(() =>
    !this.online() ? mdiCloudOffOutline : this.waiting() > 0 ? mdiCloudUploadOutline : mdiCloudCheckOutline,
  );
}
