import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { JoinGroup } from '@shared/people/people.contract';
import { PeopleApi } from '../api-client/people.api';
import { FieldProblem } from '../forms/field-problem';
import { type BrokenRules, brokenRules } from '../forms/request-rules';
import { Session } from '../session/session';
import { type Failure, failureOf } from '../ui/failure';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { linkToken } from './link-token';

/** `/join#<invite>`: choose a name, done. */
@Component({
  selector: 'cs-join-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ReactiveFormsModule, TranslocoDirective, FieldProblem, PageHeader, ProblemMessage],
  templateUrl: './join.page.html',
})
export class JoinPage {
  readonly #people = inject(PeopleApi);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly #invite = linkToken();

  protected readonly form = new FormGroup({ name: new FormControl('', { nonNullable: true }) });
  protected readonly broken = signal<BrokenRules>({});
  protected readonly failure = signal<Failure | null>(null);
  protected readonly busy = signal(false);
  /** Who is signed in already on this device. */
  protected readonly already = this.#session.me;

  readonly #preview = resource({
    params: () => this.#invite() || undefined,
    loader: ({ params: invite }) => this.#people.previewInvite({ invite }),
  });
  /** The group and role of the invite; null until known, and when the server cannot tell. */
  protected readonly preview = computed(() => (this.#preview.hasValue() ? this.#preview.value() : null));
  protected readonly unusable = computed<Failure | null>(() => {
    if (!this.#invite()) return { code: 'invite_not_valid', detail: '', errors: [] };
    const error = this.#preview.error();
    const failure = error ? failureOf(error.cause ?? error) : null;
    return failure?.code === 'invite_not_valid' ? failure : null;
  });

  protected async join(): Promise<void> {
    const request = Object.assign(new JoinGroup(), {
      invite: this.#invite(),
      name: this.form.getRawValue().name.trim(),
    });
    this.broken.set(brokenRules(request));
    if (Object.keys(this.broken()).length || this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.#people.join(request);
      await this.#session.reload();
      await this.#router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
