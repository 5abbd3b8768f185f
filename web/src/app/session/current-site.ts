import { computed, effect, inject, Injectable, resource, signal, untracked } from '@angular/core';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import { SitesApi } from '../api-client/sites.api';
import { remember, remembered } from '../ui/device-memory';
import { Session } from './session';

/** The site that scans and lists are about, chosen once and remembered on the device. */
@Injectable({ providedIn: 'root' })
export class CurrentSite {
  readonly #session = inject(Session);
  readonly #sites = inject(SitesApi);
  readonly #chosen = signal<Id | null>(remembered('site'));

  readonly #list = resource({
    params: () => this.#session.group()?.id,
    loader: async () => keepSites(await this.#all()),
  });

  /** The group's open sites by name; those of the last visit while the server has not answered. */
  readonly sites = computed<readonly SiteReply[]>(() => {
    if (!this.#session.group()) return [];
    return this.#list.hasValue() ? this.#list.value() : keptSites();
  });
  readonly loading = computed(() => this.#list.isLoading() && this.sites().length === 0);

  /** The chosen site, else the first, null while there is none. */
  readonly site = computed<SiteReply | null>(
    () => this.sites().find((site) => site.id === this.#chosen()) ?? this.sites()[0] ?? null,
  );
  readonly id = computed<Id | null>(() => this.site()?.id ?? null);

  constructor() {
    effect(() => {
      if (!this.#session.group()) remember('sites', null);
    });
    effect(() => {
      // A site that is made meanwhile, with a name before this one's, must not take its place under somebody's hands.
      const id = this.id();
      if (id !== null && untracked(this.#chosen) === null) this.#chosen.set(id);
    });
  }

  use(siteId: Id): void {
    this.#chosen.set(siteId);
    remember('site', siteId);
  }

  /** Asks for the list again, after a site was made or changed. */
  reload(): void {
    this.#list.reload();
  }

  async #all(): Promise<SiteReply[]> {
    const sites: SiteReply[] = [];
    let cursor: string | null = null;
    do {
      const page = await this.#sites.list(cursor);
      sites.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor);
    return sites.filter((site) => !site.closed).sort((a, b) => a.name.localeCompare(b.name));
  }
}

function keepSites(sites: SiteReply[]): SiteReply[] {
  remember('sites', JSON.stringify(sites));
  return sites;
}

function keptSites(): SiteReply[] {
  try {
    return JSON.parse(remembered('sites') ?? '[]') as SiteReply[];
  } catch {
    return [];
  }
}
