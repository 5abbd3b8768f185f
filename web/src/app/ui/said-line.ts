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
      flex-wrap: wrap;
      align-items: center;
      column-gap: var(--space-2);
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
    /* Long words push the button to a line of its own rather than become a column. */
    p {
      flex: 1 1 12rem;
      margin: 0;
      padding-block: var(--space-2);
      font-weight: 600;
    }
    button {
      margin-inline-start: auto;
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
