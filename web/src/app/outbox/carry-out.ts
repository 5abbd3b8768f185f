import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { mdiFileDownloadOutline, mdiShareVariantOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Id } from '@shared/words/id';
import { FigurePipe } from '../ui/figure.pipe';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { Carry } from './carry';

/** Gives out what waits here as a file: saved, or shared by whatever the phone has for that. */
@Component({
  selector: 'cs-carry-out',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe, Icon],
  template: `
    <ng-container *transloco="let t">
      <div class="row">
        <button class="button" type="button" (click)="save()">
          <cs-icon [path]="saveIcon" />{{ t('outbox.file.export') }}
        </button>
        @if (canShare) {
          <button class="button" type="button" (click)="share()">
            <cs-icon [path]="shareIcon" />{{ t('outbox.file.share') }}
          </button>
        }
      </div>
      <p role="status">
        @if (failed()) {
          {{ t('outbox.file.failed') }}
        } @else if (made(); as count) {
          {{ t(language.plural('outbox.file.made', count), { count: count | figure }) }}
        }
      </p>
    </ng-container>
  `,
})
export class CarryOut {
  readonly groupId = input.required<Id>();
  readonly groupName = input('');

  readonly #carry = inject(Carry);
  protected readonly language = inject(Language);
  protected readonly saveIcon = mdiFileDownloadOutline;
  protected readonly shareIcon = mdiShareVariantOutline;
  protected readonly canShare =
    typeof navigator.canShare === 'function' &&
    navigator.canShare({ files: [new File(['{}'], 'a.json', { type: 'application/json' })] });
  protected readonly made = signal(0);
  protected readonly failed = signal(false);

  protected save(): Promise<void> {
    return this.#give(async (file) => {
      const address = URL.createObjectURL(file);
      const link = document.createElement('a');
      link.href = address;
      link.download = file.name;
      link.click();
      // The browser has begun to read it by then.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    });
  }

  protected share(): Promise<void> {
    return this.#give((file) => navigator.share({ files: [file] }));
  }

  async #give(give: (file: File) => Promise<void>): Promise<void> {
    this.failed.set(false);
    this.made.set(0);
    try {
      const { file, count } = await this.#carry.out({ id: this.groupId(), name: this.groupName() });
      await give(file);
      this.made.set(count);
    } catch (error) {
      // Nobody chose where to share it to: no failure.
      this.failed.set(!(error instanceof DOMException && error.name === 'AbortError'));
    }
  }
}
