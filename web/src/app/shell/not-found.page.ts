import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../ui/page-header';

/** For an address that leads nowhere. */
@Component({
  selector: 'cs-not-found-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, PageHeader],
  template: `
    <main class="stack" id="main" tabindex="-1" *transloco="let t">
      <cs-page-header [heading]="t('shell.notFound.heading')" [lead]="t('shell.notFound.lead')" />
      <p>
        <a class="button primary" routerLink="/">{{ t('shell.notFound.home') }}</a>
      </p>
    </main>
  `,
  styles: `
    main {
      max-inline-size: 34rem;
      margin-inline: auto;
      padding: var(--space-5) var(--space-4);
      outline: none;
    }
  `,
})
export class NotFoundPage {}
