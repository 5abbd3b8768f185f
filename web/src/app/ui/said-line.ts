import { ChangeDetectionStrategy, Component, effect, inject, input, output } from '@angular/core';
import { mdiCheckCircleOutline, mdiUndoVariant } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from './announcer';
import { Icon } from './icon';

/** What just happened, said where the eye is, with Undo beside it for as long as it stands. Also read out. */
@Component({
  selector: 'cs-said-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="said" *transloco="let t">
      <cs-icon [path]="check" />
      <p>{{ text() }}</p>
      @if (undoable()) {
        <button class="button quiet" type="button" (click)="undo.emit()">
          <cs-icon [path]="undoIcon" />{{ t('ui.undo') }}
        </button>
      }
    </div>
  `,
  styles: `
    .said {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      padding-inline-start: var(--space-3);
      border-radius: var(--radius);
      border-inline-start: 6px solid var(--ok);
      background: var(--ok-soft);
      color: var(--ink);
    }
    .said > cs-icon {
      color: var(--ok);
    }
    p {
      flex: 1;
      margin: 0;
      font-weight: 600;
    }
  `,
})
export class SaidLine {
  readonly text = input.required<string>();
  readonly undoable = input(false);
  readonly undo = output();

  readonly #announcer = inject(Announcer);
  protected readonly check = mdiCheckCircleOutline;
  protected readonly undoIcon = mdiUndoVariant;

  constructor() {
    effect(() => this.#announcer.say(this.text()));
  }
}
