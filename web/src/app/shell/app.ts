import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LiveRegion } from '../ui/live-region';
import { FocusAfterNavigation } from './focus-after-navigation';
import { UpdateNotice } from './update-notice';

/** The root: a way past the navigation, word of a newer version, the page, and the live region. */
@Component({
  selector: 'cs-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, TranslocoDirective, LiveRegion, UpdateNotice],
  template: `
    <ng-container *transloco="let t">
      <a class="skip no-print" href="#main" (click)="skip($event)">{{ t('shell.skip') }}</a>
    </ng-container>
    <cs-update-notice />
    <router-outlet />
    <cs-live-region />
  `,
  styles: `
    .skip {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      z-index: 10;
      padding: var(--space-3) var(--space-4);
      background: var(--accent);
      color: var(--accent-ink);
      font-weight: 700;
    }
    .skip:not(:focus) {
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      padding: 0;
    }
  `,
})
export class App {
  readonly #focus = inject(FocusAfterNavigation);

  protected skip(event: Event): void {
    event.preventDefault();
    this.#focus.heading();
  }
}
