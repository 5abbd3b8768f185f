import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, inject, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Shortcuts } from './shortcuts';

/** The list of shortcuts that `?` opens. */
@Component({
  selector: 'cs-shortcut-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog aria-labelledby="shortcuts-heading" #dialog>
        <h2 id="shortcuts-heading">{{ t('ui.shortcuts') }}</h2>
        <dl>
          @for (shortcut of shortcuts.all(); track shortcut) {
            <div>
              <dt>
                @for (key of shortcut.keys.split(' '); track $index) {
                  <kbd>{{ key }}</kbd>
                }
              </dt>
              <dd>{{ t(shortcut.label) }}</dd>
            </div>
          }
        </dl>
        <button class="button" type="button" (click)="dialog.close()">{{ t('ui.close') }}</button>
      </dialog>
    </ng-container>
  `,
  styles: `
    dialog {
      inline-size: min(30rem, calc(100vw - 2rem));
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--ink);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 50%);
    }
    dl {
      margin-block: var(--space-4);
    }
    dl > div {
      display: flex;
      justify-content: space-between;
      flex-direction: row-reverse;
      gap: var(--space-4);
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    dd {
      margin: 0;
    }
    kbd {
      display: inline-block;
      min-inline-size: 1.75rem;
      padding-inline: var(--space-2);
      border: 1px solid var(--outline);
      border-radius: 0.25rem;
      font: inherit;
      font-weight: 700;
      text-align: center;
    }
    kbd + kbd {
      margin-inline-start: var(--space-1);
    }
  `,
})
export class ShortcutList {
  protected readonly shortcuts = inject(Shortcuts);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    this.shortcuts.add(
      [{ keys: '?', label: 'ui.showShortcuts', run: () => this.show() }],
      inject(DestroyRef),
    );
  }

  show(): void {
    const dialog = this.dialog().nativeElement;
    if (!dialog.open) dialog.showModal();
  }
}
