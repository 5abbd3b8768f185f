import type { SetPublicSite } from '@shared/sites/public-site.contract';
import type { TestApp } from './test-app';

export interface SeenPage {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** Somebody at a door with a phone and no account: reads pages and sends their forms, as a browser without scripts does. */
export class Neighbour {
  constructor(
    private readonly address: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  async page(path: string, headers: Record<string, string> = {}): Promise<SeenPage> {
    return seen(
      await fetch(this.address + path, { headers: { ...this.headers, ...headers }, redirect: 'manual' }),
    );
  }

  /** The token of the form on a page. */
  async tokenOn(path: string): Promise<string> {
    const { html } = await this.page(path);
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1];
    if (token === undefined) throw new Error(`There is no form on ${path}: ${html.slice(0, 300)}`);
    return token;
  }

  /** Sends a form; answers without following where it leads. */
  async send(
    path: string,
    fields: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<SeenPage> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return seen(
      await fetch(this.address + path, {
        ...{ method: 'POST', body, redirect: 'manual' },
        headers: { ...this.headers, origin: this.address, 'sec-fetch-site': 'same-origin', ...headers },
      }),
    );
  }
}

async function seen(answer: Response): Promise<SeenPage> {
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

/** Opens a site to strangers, with whatever else is said of it. */
export async function openToStrangers(
  server: TestApp,
  siteId: string,
  slug: string,
  more: Partial<SetPublicSite> = {},
): Promise<void> {
  const { status } = await server.organizer.put(`/api/v1/sites/${siteId}/public`, {
    ...{ slug, isPublic: true, showsPlace: false, area: null, hours: [], hoursNote: null, acceptsNote: null },
    ...{ helpNote: null, languages: ['en', 'es'], welcomeCategoryIds: [], notNowCategoryIds: [] },
    ...{ notNowItemIds: [], hiddenCategoryIds: [] },
    ...more,
  });
  if (status !== 200) throw new Error(`Opening ${slug} answered ${status}.`);
}
