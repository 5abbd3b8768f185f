import { inject, Injectable } from '@angular/core';
import type { MissedAskReply } from '@shared/needs/needs.contract';
import type {
  CountNeed,
  DecideNeed,
  NeedReply,
  NeedState,
  NeighbourReportReply,
  ReportState,
} from '@shared/needs/neighbours.contract';
import type { PublicGroupReply, SetPublicGroup } from '@shared/sites/public-site.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

/** What neighbours asked for and saw. */
@Injectable({ providedIn: 'root' })
export class NeedsApi {
  readonly #api = inject(Api);

  list(siteId: Id | null, state: NeedState, cursor: string | null = null): Promise<Page<NeedReply>> {
    return this.#api.get('/needs', { siteId, state, limit: 100, cursor });
  }

  decide(id: Id, request: DecideNeed): Promise<NeedReply> {
    return this.#api.patch(`/needs/${id}`, request);
  }

  merge(id: Id, intoId: Id): Promise<NeedReply> {
    return this.#api.post(`/needs/${id}/merge`, { intoId });
  }

  /** Counts a need as a missed ask. */
  count(id: Id, request: CountNeed): Promise<MissedAskReply> {
    return this.#api.post(`/needs/${id}/missed-ask`, request);
  }

  reports(
    siteId: Id | null,
    state: ReportState,
    cursor: string | null = null,
  ): Promise<Page<NeighbourReportReply>> {
    return this.#api.get('/neighbour-reports', { siteId, state, limit: 100, cursor });
  }

  decideReport(id: Id, state: ReportState): Promise<NeighbourReportReply> {
    return this.#api.patch(`/neighbour-reports/${id}`, { state });
  }

  photoAddress(id: Id): string {
    return this.#api.address(`/photos/${id}`);
  }

  publicGroup(): Promise<PublicGroupReply> {
    return this.#api.get('/public-group');
  }

  setPublicGroup(request: SetPublicGroup): Promise<PublicGroupReply> {
    return this.#api.put('/public-group', request);
  }
}
