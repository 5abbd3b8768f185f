import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { mdiAlertCircleOutline, mdiCheckBold, mdiCloudUploadOutline, mdiUndoVariant } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../ui/icon';
import type { LineStatus, RoundLine } from './round-line';

const icons: Record<LineStatus, string> = {
  waiting: mdiCloudUploadOutline,
  done: mdiCheckBold,
  refused: mdiAlertCircleOutline,
  undone: mdiUndoVariant,
};

/** Where a line stands: on the device, with the server, refused or taken back; a sign and a word. */
@Component({
  selector: 'cs-line-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <span class="mark" [class]="line().status" *transloco="let t">
      <cs-icon [path]="icon()" />{{ t('scan.statuses.' + line().status) }}
    </span>
  `,
  styles: `
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      color: var(--ink-soft);
      font-size: var(--text-small);
      font-weight: 600;
      white-space: nowrap;
    }
    .mark cs-icon {
      font-size: 0.75em;
    }
    .done {
      color: var(--ok);
    }
    .refused {
      color: var(--out);
    }
  `,
})
export class LineMark {
  readonly line = input.required<Pick<RoundLine, 'status'>>();
  protected readonly icon = computed(() => icons[this.line().status]);
}
