import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { type InviteMadeReply, MakeInvite } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { type Role, roles } from '@shared/words/role';
import { PeopleApi } from '../api-client/people.api';
import { Sending } from '../forms/sending';
import { failureOf } from '../ui/failure';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { Stepper } from '../ui/stepper';
import { LinkCard } from './link-card';

/** How long an invite may stand, in hours. */
const durations = [24, 168, 720, 2160] as const;

/** Invites that stand, making one (link and QR code), withdrawing one. */
@Component({
  selector: 'cs-invites',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, InstantPipe, LinkCard, ProblemMessage, Stepper],
  template: `
    <section class="panel stack" aria-labelledby="invites-heading" *transloco="let t">
      <h2 id="invites-heading">{{ t('people.invites.heading') }}</h2>
      @if (made(); as invite) {
        <cs-link-card
          [heading]="t('people.invites.made', { role: t('roles.' + invite.role) })"
          [text]="
            t(plural('people.invites.stands', invite.maxUses), {
              count: invite.maxUses,
              when: invite.expiresAt | instant,
            })
          "
          [url]="invite.url"
          (closed)="made.set(null)"
        />
      } @else {
        <form class="stack" (submit)="$event.preventDefault(); make()">
          <fieldset class="choices">
            <legend>{{ t('people.invites.role') }}</legend>
            @for (one of roles; track one) {
              <label class="choice">
                <input type="radio" name="invite-role" [checked]="role() === one" (change)="role.set(one)" />
                {{ t('roles.' + one) }}
              </label>
            }
          </fieldset>
          <p class="soft small">{{ t('people.invites.may.' + role()) }}</p>
          <div class="row">
            <div class="field">
              <label for="invite-hours">{{ t('people.invites.for') }}</label>
              <select class="input" id="invite-hours" #select (change)="hours.set(+select.value)">
                @for (one of durations; track one) {
                  <option [value]="one" [selected]="one === hours()">
                    {{ t('people.invites.hours.' + one) }}
                  </option>
                }
              </select>
            </div>
            <div class="field">
              <span class="label">{{ t('people.invites.uses') }}</span>
              <cs-stepper [label]="t('people.invites.uses')" [max]="1000" [(value)]="uses" />
            </div>
          </div>
          <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
            {{ t('people.invites.send') }}
          </button>
        </form>
      }
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      }
      @if (invites().length) {
        <h3>{{ t('people.invites.open') }}</h3>
        <ul class="plain-list">
          @for (invite of invites(); track invite.id) {
            <li>
              <span>
                {{ t('roles.' + invite.role) }}
                <span class="soft small">
                  {{
                    t('people.invites.used', {
                      uses: invite.uses,
                      most: invite.maxUses,
                      when: invite.expiresAt | instant,
                    })
                  }}
                </span>
              </span>
              <button class="button quiet" type="button" (click)="withdraw(invite.id)">
                {{ t('people.withdraw') }}
              </button>
            </li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
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
    .row {
      align-items: end;
    }
  `,
})
export class Invites {
  readonly #people = inject(PeopleApi);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly roles = roles;
  protected readonly durations = durations;
  protected readonly sending = new Sending();
  protected readonly role = signal<Role>('volunteer');
  protected readonly hours = signal<number>(durations[1]);
  protected readonly uses = signal(1);
  protected readonly made = signal<InviteMadeReply | null>(null);
  protected readonly found = resource({ loader: () => this.#people.invites() });
  readonly #kept = lastValue(this.found);
  protected readonly invites = computed(() => this.#kept()?.data ?? []);

  protected plural(key: string, count: number): string {
    return this.#language.plural(key, count);
  }

  protected async make(): Promise<void> {
    const request = Object.assign(new MakeInvite(), {
      role: this.role(),
      expiresInHours: this.hours(),
      maxUses: this.uses(),
    });
    await this.sending.send(request, async () => this.made.set(await this.#people.makeInvite(request)));
    this.found.reload();
  }

  protected async withdraw(id: Id): Promise<void> {
    if (await this.sending.run(() => this.#people.withdrawInvite(id))) {
      this.made.update((made) => (made?.id === id ? null : made));
      this.found.reload();
    }
  }
}
