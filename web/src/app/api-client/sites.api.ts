import { inject, Injectable } from '@angular/core';
import type { ChangeSite, MakeSite, SiteReply } from '@shared/sites/sites.contract';
import type { PublicSiteSettingsReply, SetPublicSite } from '@shared/sites/public-site.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class SitesApi {
  readonly #api = inject(Api);

  list(cursor: string | null = null, withClosed = false): Promise<Page<SiteReply>> {
    return this.#api.get('/sites', { limit: 500, cursor, closed: withClosed || null });
  }

  one(id: Id): Promise<SiteReply> {
    return this.#api.get(`/sites/${id}`);
  }

  make(request: MakeSite): Promise<SiteReply> {
    return this.#api.post('/sites', request);
  }

  change(id: Id, request: ChangeSite): Promise<SiteReply> {
    return this.#api.patch(`/sites/${id}`, request);
  }

  /** What strangers see of a site. */
  publicSettings(id: Id): Promise<PublicSiteSettingsReply> {
    return this.#api.get(`/sites/${id}/public`);
  }

  setPublic(id: Id, request: SetPublicSite): Promise<PublicSiteSettingsReply> {
    return this.#api.put(`/sites/${id}/public`, request);
  }

  /** The address of the poster for the door, a PDF. */
  posterAddress(id: Id, paper: string): string {
    return this.#api.address(`/sites/${id}/poster.pdf`, { paper });
  }
}
