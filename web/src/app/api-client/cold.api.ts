import { inject, Injectable } from '@angular/core';
import type {
  BeginPowerCut,
  ChangeSiteCold,
  CheckCold,
  CheckColdReply,
  ColdReply,
  PowerCutReply,
  TemperaturesReply,
  WarmGoodsReply,
} from '@shared/fridges/cold.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { Api } from './api';

/** The cold chain of a site: what thermometers showed, and what follows. */
@Injectable({ providedIn: 'root' })
export class ColdApi {
  readonly #api = inject(Api);

  of(siteId: Id): Promise<ColdReply> {
    return this.#api.get(`/sites/${siteId}/cold`);
  }

  change(siteId: Id, request: ChangeSiteCold): Promise<ColdReply> {
    return this.#api.patch(`/sites/${siteId}/cold`, request);
  }

  temperatures(siteId: Id, from: Instant): Promise<TemperaturesReply> {
    return this.#api.get(`/sites/${siteId}/temperatures`, { from });
  }

  goods(siteId: Id): Promise<WarmGoodsReply[]> {
    return this.#api.get(`/sites/${siteId}/warm-goods`);
  }

  check(siteId: Id, request: CheckCold): Promise<CheckColdReply> {
    return this.#api.post(`/sites/${siteId}/cold-checks`, request);
  }

  beginPowerCut(siteId: Id, request: BeginPowerCut): Promise<PowerCutReply> {
    return this.#api.post(`/sites/${siteId}/power-cuts`, request);
  }

  endPowerCut(siteId: Id, id: Id, endedAt: Instant): Promise<PowerCutReply> {
    return this.#api.patch(`/sites/${siteId}/power-cuts/${id}`, { endedAt });
  }
}
