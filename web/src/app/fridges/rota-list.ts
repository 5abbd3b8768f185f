import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { MakeRotaSlot, type TurnReply } from '@shared/fridges/tasks.contract';
import { v7 as newId } from 'uuid';
import { TasksApi } from '../api-client/tasks.api';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';

/** Who looks after which fridge on which day, for two weeks: taken and handed back in place. */
@Component({
  selector: 'cs-rota-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, ProblemMessage],
  template: `
    <ng-container *transloco="let t">
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else {
        @for (day of days(); track day.onDay) {
          <h3>{{ weekday(day.onDay) }}</h3>
          <ul class="plain-list">
            @for (turn of day.turns; track turn.slotId) {
              <li>
                <div class="what">
                  @if (!siteId()) {
                    <a [routerLink]="['/fridges', turn.siteId]">{{ turn.siteName }}</a>
                  }
                  <strong>{{
                    turn.isMine ? t('tasks.mine') : (turn.takenByName ?? t('tasks.rota.open'))
                  }}</strong>
                  <span class="soft small">
                    {{ t(turn.isWeekly ? 'tasks.rota.weekly' : 'tasks.rota.once') }}
                    @if (turn.note) {
                      · {{ turn.note }}
                    }
                    @if (turn.visited) {
                      · {{ t('tasks.rota.visited') }}
                    }
                  </span>
                </div>
                <div class="row">
                  @if (turn.isMine) {
                    <button class="button quiet" type="button" (click)="handBack(turn, false)">
                      {{ t('tasks.handBack') }}
                    </button>
                  } @else if (!turn.takenByName) {
                    <button class="button" type="button" (click)="take(turn, false)">
                      {{ t('tasks.take') }}
                    </button>
                    @if (turn.isWeekly) {
                      <button class="button quiet" type="button" (click)="take(turn, true)">
                        {{ t('tasks.rota.every') }}
                      </button>
                    }
                  }
                  @if (steward()) {
                    <button class="button quiet" type="button" (click)="end(turn)">
                      {{ t('tasks.rota.end') }}
                    </button>
                  }
                </div>
              </li>
            }
          </ul>
        } @empty {
          @if (found.hasValue()) {
            <p class="soft">{{ t('tasks.rota.none') }}</p>
          }
        }
      }
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      @if (steward()) {
        <details>
          <summary>{{ t('tasks.rota.new') }}</summary>
          <form class="stack" (submit)="$event.preventDefault(); make(note)">
            @if (!siteId()) {
              <div class="field">
                <label for="slot-site">{{ t('tasks.site') }}</label>
                <select class="input" id="slot-site" #site (change)="at.set(site.value)">
                  @for (one of sites.sites(); track one.id) {
                    <option [value]="one.id" [selected]="one.id === where()">{{ one.name }}</option>
                  }
                </select>
              </div>
            }
            <div class="field">
              <label for="slot-day">{{ t('tasks.rota.weekday') }}</label>
              <select class="input" id="slot-day" #day (change)="on.set(+day.value)">
                @for (one of weekdays(); track one.number) {
                  <option [value]="one.number" [selected]="one.number === on()">{{ one.name }}</option>
                }
              </select>
            </div>
            <div class="field">
              <label for="slot-note">{{ t('tasks.note') }}</label>
              <input class="input" id="slot-note" maxlength="200" #note />
            </div>
            <button class="button" type="submit" [attr.aria-disabled]="sending.busy()">
              {{ t('tasks.rota.make') }}
            </button>
          </form>
        </details>
      }
    </ng-container>
  `,
  styleUrl: './task-list.scss',
})
export class RotaList {
  /** Empty for all sites. */
  readonly siteId = input('');

  readonly #tasks = inject(TasksApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly sites = inject(CurrentSite);
  protected readonly failureOf = failureOf;
  protected readonly sending = new Sending();
  protected readonly steward = computed(() => this.#session.can('steward'));
  protected readonly on = signal(1);
  protected readonly at = signal('');
  protected readonly where = computed(() => this.siteId() || this.at() || (this.sites.sites()[0]?.id ?? ''));
  protected readonly found = resource({
    params: () => ({ siteId: this.siteId() }),
    loader: ({ params }) => this.#tasks.rota(params.siteId || null),
  });
  readonly #kept = lastValue(this.found);
  protected readonly days = computed(() => {
    const turns = this.#kept() ?? [];
    const days = [...new Set(turns.map(({ onDay }) => onDay))];
    return days.map((onDay) => ({ onDay, turns: turns.filter((turn) => turn.onDay === onDay) }));
  });
  /** The 5th of January 1970 was a Monday. */
  protected readonly weekdays = computed(() => {
    const names = new Intl.DateTimeFormat(this.#language.locale(), { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((number) => ({
      ...{ number, name: names.format(new Date((number + 3) * 86_400_000)) },
    }));
  });

  protected weekday(day: string): string {
    const names = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.#language.locale(), names).format(new Date(`${day}T00:00:00Z`));
  }

  protected take({ slotId, onDay }: TurnReply, every: boolean): Promise<void> {
    return this.#then(() => this.#tasks.takeTurn(slotId, onDay, every));
  }

  protected handBack({ slotId, onDay }: TurnReply, every: boolean): Promise<void> {
    return this.#then(() => this.#tasks.handBackTurn(slotId, onDay, every));
  }

  protected end({ slotId }: TurnReply): Promise<void> {
    return this.#then(() => this.#tasks.endSlot(slotId));
  }

  protected async make(note: HTMLInputElement): Promise<void> {
    const request = Object.assign(new MakeRotaSlot(), {
      ...{ id: newId(), siteId: this.where(), weekday: this.on(), note: note.value.trim() || null },
    });
    if (!(await this.sending.send(request, () => this.#tasks.makeSlot(request)))) return;
    note.value = '';
    this.found.reload();
  }

  async #then(job: () => Promise<unknown>): Promise<void> {
    await this.sending.run(job);
    this.found.reload();
  }
}
