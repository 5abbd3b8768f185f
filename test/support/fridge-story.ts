import { v7 as newId } from 'uuid';
import type { CheckColdReply, ColdReply, ExcursionReply } from '@shared/fridges/cold.contract';
import type { Probe } from '@shared/fridges/reading-line';
import type { RecordReadingsReply } from '@shared/fridges/readings.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import type { Person } from './test-app';

const minute = 60_000;

/** A clock that a story moves, in minutes from its beginning. */
export class StoryClock {
  constructor(private instant: Date) {}

  readonly now = (): Date => this.instant;

  /** The instant so many minutes from now. */
  at(minutes: number): string {
    return new Date(this.instant.getTime() + minutes * minute).toISOString();
  }

  pass(minutes: number): void {
    this.instant = new Date(this.instant.getTime() + minutes * minute);
  }
}

/** One fridge, and somebody who looks after it. */
export class FridgeStory {
  constructor(
    private readonly person: Person,
    private readonly clock: StoryClock,
    readonly siteId: Id,
  ) {}

  /** Readings as [minutes from now, °C]. */
  async read(
    list: readonly (readonly [minutes: number, celsius: number])[],
    probe: Probe = 'fridge',
  ): Promise<void> {
    const readings = list.map(([minutes, celsius]) => ({
      ...{ id: newId(), probe, celsius, occurredAt: this.clock.at(minutes) },
    }));
    const path = `/api/v1/sites/${this.siteId}/readings`;
    const { results } = (await this.person.post<RecordReadingsReply>(path, { readings })).body;
    if (results.some(({ status }) => status !== 'recorded')) throw new Error(JSON.stringify(results));
  }

  async cold(): Promise<ColdReply> {
    return (await this.person.get<ColdReply>(`/api/v1/sites/${this.siteId}/cold`)).body;
  }

  async excursions(): Promise<ExcursionReply[]> {
    return (await this.person.get<Page<ExcursionReply>>(`/api/v1/excursions?siteId=${this.siteId}`)).body
      .data;
  }

  async check(discarded: object[] = [], id = newId(), checkedAt = this.clock.at(0)): Promise<CheckColdReply> {
    const path = `/api/v1/sites/${this.siteId}/cold-checks`;
    return (await this.person.post<CheckColdReply>(path, { id, checkedAt, discarded })).body;
  }
}
