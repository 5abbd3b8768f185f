import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { type Preset, presets, SetUpGroup } from '@shared/people/people.contract';
import { PeopleApi } from '../api-client/people.api';
import { FieldProblem } from '../forms/field-problem';
import { type BrokenRules, brokenRules } from '../forms/request-rules';
import { Session } from '../session/session';
import { type Failure, failureOf } from '../ui/failure';
import { Language } from '../ui/language';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { linkToken } from './link-token';

/** `/setup#<set-up token>`: makes the group and its first organizer on one page. */
@Component({
  selector: 'cs-set-up-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ReactiveFormsModule, TranslocoDirective, FieldProblem, PageHeader, ProblemMessage],
  templateUrl: './set-up.page.html',
})
export class SetUpPage {
  readonly #people = inject(PeopleApi);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly #language = inject(Language);
  readonly #setupToken = linkToken();

  readonly #here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  protected readonly timeZones = [
    ...new Set([this.#here, 'UTC', ...Intl.supportedValuesOf('timeZone')]),
  ].sort();
  protected readonly presets = presets;

  protected readonly form = new FormGroup({
    groupName: new FormControl('', { nonNullable: true }),
    timeZone: new FormControl(this.#here, { nonNullable: true }),
    preset: new FormControl<Preset>(/^(America|US|Pacific\/Honolulu)/.test(this.#here) ? 'us' : 'eu', {
      nonNullable: true,
    }),
    name: new FormControl('', { nonNullable: true }),
  });
  protected readonly broken = signal<BrokenRules>({});
  protected readonly failure = signal<Failure | null>(null);
  protected readonly busy = signal(false);
  protected readonly unusable = computed<Failure | null>(() =>
    this.#setupToken() ? null : { code: 'setup_token_wrong', detail: '', errors: [] },
  );

  protected async setUp(): Promise<void> {
    const said = this.form.getRawValue();
    const request = Object.assign(new SetUpGroup(), said, {
      setupToken: this.#setupToken(),
      groupName: said.groupName.trim(),
      name: said.name.trim(),
      language: this.#language.code(),
    });
    this.broken.set(brokenRules(request));
    if (Object.keys(this.broken()).length || this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.#people.setUp(request);
      await this.#session.reload();
      await this.#router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
