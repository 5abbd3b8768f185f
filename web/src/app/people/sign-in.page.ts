import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { PeopleApi } from '../api-client/people.api';
import { Session } from '../session/session';
import { type Failure, failureOf } from '../ui/failure';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { linkToken } from './link-token';

/** `/sign-in#<token>`: signs in by itself and goes on to the app. */
@Component({
  selector: 'cs-sign-in-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, PageHeader, ProblemMessage],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('people.signIn.heading')" />
      @if (failure(); as failure) {
        <cs-problem-message
          [failure]="failure"
          [retryable]="failure.code === 'unreachable'"
          (retry)="signIn(token())"
        />
      } @else {
        <p role="status">{{ t('people.signIn.busy') }}</p>
      }
    </div>
  `,
})
export class SignInPage {
  readonly #people = inject(PeopleApi);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  protected readonly token = linkToken();
  protected readonly failure = signal<Failure | null>(null);

  constructor() {
    effect(() => void this.signIn(this.token()));
  }

  protected async signIn(token: string): Promise<void> {
    this.failure.set(token ? null : { code: 'sign_in_link_not_valid', detail: '', errors: [] });
    if (!token) return;
    try {
      await this.#people.signIn({ token });
      await this.#session.reload();
      await this.#router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.failure.set(failureOf(error));
    }
  }
}
