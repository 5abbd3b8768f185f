import { inject, Injectable } from '@angular/core';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Page } from '@shared/words/page';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class SitesApi {
  readonly #api = inject(Api);

  list(cursor: string | null = null): Promise<Page<SiteReply>> {
    return this.#api.get('/sites', { limit: 500, cursor });
  }
}
