import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { MakeApiToken } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { type Role, roles } from '@shared/words/role';
import { PeopleApi } from '../api-client/people.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { CopyField } from '../ui/copy-field';
import { InstantPipe } from '../ui/instant.pipe';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';

/** Tokens for scripts and devices: made with a label and a role, shown once, withdrawn. */
@Component({
  selector: 'cs-api-tokens',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CopyField, FieldProblem, InstantPipe, ProblemMessage],
  template: `
    <details class="panel" *transloco="let t">
      <summary>
        <h2>{{ t('people.tokens.heading') }}</h2>
      </summary>
      <div class="stack">
        <p class="soft">{{ t('people.tokens.lead') }}</p>
        @if (made(); as token) {
          <cs-copy-field [label]="t('people.tokens.token')" [text]="token" />
          <p class="soft small">{{ t('people.links.once') }}</p>
        }
        <form class="stack" (submit)="$event.preventDefault(); make(label)">
          <div class="field">
            <label for="token-label">{{ t('people.tokens.label') }}</label>
            <input
              class="input"
              id="token-label"
              maxlength="120"
              aria-describedby="token-label-hint token-label-wrong"
              [attr.aria-invalid]="sending.broken()['label'] ? 'true' : null"
              #label
            />
            <p class="hint" id="token-label-hint">{{ t('people.tokens.labelHint') }}</p>
            <cs-field-problem fieldId="token-label-wrong" [rules]="sending.broken()['label'] ?? []" />
          </div>
          @if (!onlyReadings()) {
            <fieldset class="choices">
              <legend>{{ t('people.tokens.may') }}</legend>
              @for (one of roles; track one) {
                <label class="choice">
                  <input type="radio" name="token-role" [checked]="role() === one" (change)="role.set(one)" />
                  {{ t('roles.' + one) }}
                </label>
              }
            </fieldset>
          }
          <label class="choice">
            <input
              type="checkbox"
              [checked]="onlyReadings()"
              (change)="onlyReadings.set(only.checked)"
              #only
            />
            {{ t('people.tokens.only') }}
          </label>
          @if (onlyReadings()) {
            <div class="field">
              <label for="token-site">{{ t('people.tokens.site') }}</label>
              <select class="input" id="token-site" #site (change)="at.set(site.value)">
                @for (one of sites.sites(); track one.id) {
                  <option [value]="one.id" [selected]="one.id === where()">{{ one.name }}</option>
                }
              </select>
            </div>
          }
          @if (sending.failure(); as failure) {
            <cs-problem-message [failure]="failure" />
          }
          <button class="button" type="submit" [attr.aria-disabled]="sending.busy()">
            {{ t('people.tokens.send') }}
          </button>
        </form>
        <ul class="plain-list">
          @for (token of tokens(); track token.id) {
            <li>
              <span>
                {{ token.label }}
                <span class="soft small"
                  >{{ token.onlyFor ? t('people.tokens.readings') : t('roles.' + token.role) }} ·
                  {{ token.madeAt | instant }}</span
                >
              </span>
              <button class="button quiet" type="button" (click)="withdraw(token.id)">
                {{ t('people.withdraw') }}
              </button>
            </li>
          }
        </ul>
      </div>
    </details>
  `,
  styles: `
    summary {
      min-block-size: var(--target);
      padding-block: var(--space-2);
      cursor: pointer;
    }
    summary h2 {
      display: inline;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
      border-block-start: 1px solid var(--line);
    }
    li .small {
      display: block;
    }
  `,
})
export class ApiTokens {
  readonly #people = inject(PeopleApi);
  protected readonly sites = inject(CurrentSite);
  protected readonly onlyReadings = signal(false);
  protected readonly at = signal('');
  protected readonly where = computed(() => this.at() || (this.sites.sites()[0]?.id ?? ''));
  protected readonly roles = roles;
  protected readonly sending = new Sending();
  protected readonly role = signal<Role>('volunteer');
  protected readonly made = signal<string | null>(null);
  readonly #found = resource({ loader: () => this.#people.apiTokens() });
  readonly #kept = lastValue(this.#found);
  protected readonly tokens = computed(() => this.#kept()?.data ?? []);

  protected async make(field: HTMLInputElement): Promise<void> {
    const request = Object.assign(new MakeApiToken(), {
      label: field.value.trim(),
      ...(this.onlyReadings()
        ? { role: 'steward' as const, onlyFor: 'readings' as const, siteId: this.where() }
        : { role: this.role() }),
    });
    const done = await this.sending.send(request, async () => {
      this.made.set((await this.#people.makeApiToken(request)).token);
    });
    if (!done) return;
    field.value = '';
    this.#found.reload();
  }

  protected async withdraw(id: Id): Promise<void> {
    if (await this.sending.run(() => this.#people.withdrawApiToken(id))) {
      this.made.set(null);
      this.#found.reload();
    }
  }
}
