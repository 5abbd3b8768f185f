import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { MakeTask, type TaskKind, taskKinds, type TaskReply } from '@shared/fridges/tasks.contract';
import { v7 as newId } from 'uuid';
import { TasksApi } from '../api-client/tasks.api';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { DayPipe } from '../ui/day.pipe';
import { failureOf } from '../ui/failure';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { RelativePipe } from '../ui/relative.pipe';

/** Open tasks of one site or of all, one's own first; taken, handed back and closed in place. */
@Component({
  selector: 'cs-task-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, DayPipe, ProblemMessage, RelativePipe],
  template: `
    <ng-container *transloco="let t">
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else {
        <ul class="plain-list">
          @for (task of tasks(); track task.id) {
            <li>
              <div class="what">
                <strong>{{ t('tasks.kinds.' + task.kind) }}</strong>
                @if (!siteId()) {
                  <a [routerLink]="['/fridges', task.siteId]">{{ task.siteName }}</a>
                }
                @if (task.note) {
                  <span>{{ task.note }}</span>
                }
                <span class="soft small">
                  {{ task.openedAt | relative }}
                  @if (task.dueOn) {
                    · {{ t('tasks.due', { day: (task.dueOn | day) }) }}
                  }
                  @if (task.takenByName) {
                    · {{ task.isMine ? t('tasks.mine') : t('tasks.taken', { who: task.takenByName }) }}
                  }
                </span>
              </div>
              <div class="row">
                @if (task.isMine) {
                  <button class="button quiet" type="button" (click)="handBack(task)">
                    {{ t('tasks.handBack') }}
                  </button>
                } @else if (!task.takenByName) {
                  <button class="button" type="button" (click)="take(task)">{{ t('tasks.take') }}</button>
                }
                <button class="button quiet" type="button" (click)="close(task)">
                  {{ t('tasks.done') }}
                </button>
              </div>
            </li>
          } @empty {
            @if (found.hasValue()) {
              <li class="soft">{{ t('tasks.none') }}</li>
            }
          }
        </ul>
      }
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <details>
        <summary>{{ t('tasks.new') }}</summary>
        <form class="stack" (submit)="$event.preventDefault(); make(note, due)">
          @if (!siteId()) {
            <div class="field">
              <label for="task-site">{{ t('tasks.site') }}</label>
              <select class="input" id="task-site" #site (change)="at.set(site.value)">
                @for (one of sites.sites(); track one.id) {
                  <option [value]="one.id" [selected]="one.id === where()">{{ one.name }}</option>
                }
              </select>
            </div>
          }
          <fieldset class="choices">
            <legend>{{ t('tasks.kind') }}</legend>
            @for (one of kinds; track one) {
              <label class="choice">
                <input type="radio" name="task-kind" [checked]="kind() === one" (change)="kind.set(one)" />
                {{ t('tasks.kinds.' + one) }}
              </label>
            }
          </fieldset>
          <div class="field">
            <label for="task-note">{{ t('tasks.note') }}</label>
            <input class="input" id="task-note" maxlength="500" #note />
          </div>
          <div class="field">
            <label for="task-due">{{ t('tasks.dueOn') }}</label>
            <input class="input" id="task-due" type="date" #due />
          </div>
          <button class="button" type="submit" [attr.aria-disabled]="sending.busy()">
            {{ t('tasks.make') }}
          </button>
        </form>
      </details>
    </ng-container>
  `,
  styleUrl: './task-list.scss',
})
export class TaskList {
  /** Empty for all sites. */
  readonly siteId = input('');

  readonly #tasks = inject(TasksApi);
  protected readonly sites = inject(CurrentSite);
  protected readonly failureOf = failureOf;
  protected readonly kinds = taskKinds;
  protected readonly sending = new Sending();
  protected readonly kind = signal<TaskKind>('cleaning');
  protected readonly at = signal('');
  protected readonly where = computed(() => this.siteId() || this.at() || (this.sites.sites()[0]?.id ?? ''));
  protected readonly found = resource({
    params: () => ({ siteId: this.siteId() }),
    loader: ({ params }) => this.#tasks.open(params.siteId || null),
  });
  readonly #kept = lastValue(this.found);
  protected readonly tasks = computed(() =>
    [...(this.#kept()?.data ?? [])].sort((a, b) => Number(b.isMine) - Number(a.isMine)),
  );

  protected take({ id }: TaskReply): Promise<void> {
    return this.#then(() => this.#tasks.take(id));
  }

  protected handBack({ id }: TaskReply): Promise<void> {
    return this.#then(() => this.#tasks.handBack(id));
  }

  protected close({ id }: TaskReply): Promise<void> {
    return this.#then(() => this.#tasks.close(id));
  }

  protected async make(note: HTMLInputElement, due: HTMLInputElement): Promise<void> {
    const request = Object.assign(new MakeTask(), {
      ...{ id: newId(), siteId: this.where(), kind: this.kind() },
      ...{ note: note.value.trim() || null, dueOn: due.value || null },
    });
    if (!(await this.sending.send(request, () => this.#tasks.make(request)))) return;
    note.value = '';
    due.value = '';
    this.found.reload();
  }

  async #then(job: () => Promise<unknown>): Promise<void> {
    await this.sending.run(job);
    this.found.reload();
  }
}
