import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { TasksApi } from '../api-client/tasks.api';
import { Sending } from '../forms/sending';
import { CopyField } from '../ui/copy-field';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { RotaList } from './rota-list';
import { TaskList } from './task-list';

/** `/fridges/tasks`: what is to be done, and who looks after which fridge when. No counting of anybody. */
@Component({
  selector: 'cs-tasks-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CopyField, PageHeader, ProblemMessage, RotaList, TaskList],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('tasks.title')" back="/fridges" [backLabel]="t('fridges.title')" />
      <section class="panel stack" aria-labelledby="tasks-heading">
        <h2 id="tasks-heading">{{ t('tasks.heading') }}</h2>
        <cs-task-list />
      </section>
      <section class="panel stack" aria-labelledby="rota-heading">
        <h2 id="rota-heading">{{ t('tasks.rota.heading') }}</h2>
        <cs-rota-list />
        <p class="soft small">{{ t('tasks.calendar.lead') }}</p>
        @if (calendar(); as address) {
          <cs-copy-field [label]="t('tasks.calendar.address')" [text]="address" />
        } @else {
          <p>
            <button class="button" type="button" [attr.aria-disabled]="sending.busy()" (click)="make()">
              {{ t('tasks.calendar.make') }}
            </button>
          </p>
        }
        @if (sending.failure(); as failure) {
          <cs-problem-message [failure]="failure" />
        }
      </section>
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 52rem;
    }
  `,
})
export class TasksPage {
  readonly #tasks = inject(TasksApi);
  protected readonly sending = new Sending();
  protected readonly calendar = signal<string | null>(null);

  protected async make(): Promise<void> {
    await this.sending.run(async () => this.calendar.set((await this.#tasks.makeCalendar()).url));
  }
}
