import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiCheck, mdiContentCopy } from '@mdi/js';
import { Announcer } from './announcer';
import { Icon } from './icon';
import { Language } from './language';

/** A text that somebody takes along (a link, a token), with a button that copies it. */
@Component({
  selector: 'cs-copy-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="copy" *transloco="let t">
      <input
        class="input mono"
        readonly
        [attr.aria-label]="label()"
        [value]="text()"
        (focus)="field.select()"
        #field
      />
      <button class="button primary" type="button" (click)="copy(field)">
        <cs-icon [path]="copied() ? check : icon" />{{ copied() ? t('ui.copied') : t('ui.copy') }}
      </button>
    </div>
  `,
  styles: `
    .copy {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .input {
      flex: 1 1 12rem;
      text-overflow: ellipsis;
    }
  `,
})
export class CopyField {
  readonly label = input.required<string>();
  readonly text = input.required<string>();

  readonly #announcer = inject(Announcer);
  readonly #language = inject(Language);
  protected readonly icon = mdiContentCopy;
  protected readonly check = mdiCheck;
  protected readonly copied = signal(false);

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.text());
      this.copied.set(true);
      this.#announcer.say(this.#language.say('ui.copied'));
    } catch {
      // Not allowed here: the text is selected, so that the device's own copy works.
    }
  }
}
