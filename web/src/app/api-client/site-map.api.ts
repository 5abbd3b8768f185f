import { inject, Injectable } from '@angular/core';
import type { SiteMapReply } from '@shared/sites/sites.contract';
import { Api } from './api';

/** Of its own, not in `SitesApi`: the first page needs that one, and no map. */
@Injectable({ providedIn: 'root' })
export class SiteMapApi {
  readonly #api = inject(Api);

  map(signal?: AbortSignal): Promise<SiteMapReply> {
    return this.#api.get('/sites/map', {}, signal);
  }
}
