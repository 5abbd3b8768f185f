import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../ui/page-header';
import { RotaList } from './rota-list';
import { TaskList } from './task-list';

/** `/fridges/tasks`: what is to be done, and who looks after which fridge when. No counting of anybody. */
@Component({
  selector: 'cs-tasks-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, PageHeader, RotaList, TaskList],
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
export class TasksPage {}
