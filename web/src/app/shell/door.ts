import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { OfflineNotice } from '../outbox/offline-notice';
import { Session } from '../session/session';
import { type LanguageCode, Language, languages } from '../ui/language';
import { LeftHere } from './left-here';

/** The frame of the pages before one is in: the name, the page, and the language at hand. */
@Component({
  selector: 'cs-door',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, TranslocoDirective, LeftHere, OfflineNotice],
  template: `
    <ng-container *transloco="let t">
      <header class="row">
        <strong class="brand">Commonshelf</strong>
        <label>
          <span class="visually-hidden">{{ t('people.me.language') }}</span>
          <select class="input" #select (change)="speak(select.value)">
            @for (one of languages; track one.code) {
              <option [value]="one.code" [selected]="one.code === language.code()" [attr.lang]="one.code">
                {{ one.name }}
              </option>
            }
          </select>
        </label>
      </header>
      <cs-offline-notice />
      <main id="main" tabindex="-1">
        <router-outlet />
        @if (session.me() === null) {
          <cs-left-here />
        }
      </main>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 34rem;
      margin-inline: auto;
      padding: var(--space-4);
    }
    header {
      justify-content: space-between;
      margin-block-end: var(--space-5);
    }
    .brand {
      font-size: var(--text-large);
    }
    main {
      outline: none;
    }
    cs-left-here {
      display: block;
      margin-block-start: var(--space-5);
    }
  `,
})
export class Door {
  protected readonly session = inject(Session);
  protected readonly language = inject(Language);
  protected readonly languages = languages;

  protected speak(code: string): void {
    void this.language.use(code as LanguageCode);
  }
}
