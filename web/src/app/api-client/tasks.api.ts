import { inject, Injectable } from '@angular/core';
import type {
  CalendarMadeReply,
  MakeRotaSlot,
  MakeTask,
  RotaSlotReply,
  TaskReply,
  TurnReply,
} from '@shared/fridges/tasks.contract';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

/** What is to be done at sites, and who looks after them when. */
@Injectable({ providedIn: 'root' })
export class TasksApi {
  readonly #api = inject(Api);

  open(siteId: Id | null): Promise<Page<TaskReply>> {
    return this.#api.get('/tasks', { siteId, limit: 200 });
  }

  make(request: MakeTask): Promise<TaskReply> {
    return this.#api.post('/tasks', request);
  }

  take(id: Id): Promise<TaskReply> {
    return this.#api.put(`/tasks/${id}/taker`, {});
  }

  handBack(id: Id): Promise<TaskReply> {
    return this.#api.delete(`/tasks/${id}/taker`);
  }

  close(id: Id): Promise<TaskReply> {
    return this.#api.post(`/tasks/${id}/closing`);
  }

  makeCalendar(): Promise<CalendarMadeReply> {
    return this.#api.post('/me/calendar');
  }

  rota(siteId: Id | null): Promise<TurnReply[]> {
    return this.#api.get('/rota', { siteId });
  }

  makeSlot(request: MakeRotaSlot): Promise<RotaSlotReply> {
    return this.#api.post('/rota-slots', request);
  }

  endSlot(id: Id): Promise<void> {
    return this.#api.delete(`/rota-slots/${id}`);
  }

  takeTurn(slotId: Id, day: Day, every: boolean): Promise<void> {
    return this.#api.put(`/rota-slots/${slotId}/turns/${day}`, { every });
  }

  handBackTurn(slotId: Id, day: Day, every: boolean): Promise<void> {
    return this.#api.delete(`/rota-slots/${slotId}/turns/${day}${every ? '?every=true' : ''}`);
  }
}
