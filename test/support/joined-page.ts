import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { Role } from '@shared/words/role';
import type { TestApp } from './test-app';

/** A browser of one member, who joined by an invite link as people do. */
export interface JoinedPage {
  readonly context: BrowserContext;
  readonly page: Page;
}

export async function joinedPage(
  server: TestApp,
  browser: Browser,
  role: Role,
  options: BrowserContextOptions & { readonly name?: string } = {},
): Promise<JoinedPage> {
  const { name = `A ${role}`, ...rest } = options;
  const context = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, locale: 'en-US', reducedMotion: 'reduce' },
    ...rest,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(await inviteLink(server, role));
  await page.locator('#name').fill(name);
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
  return { context, page };
}

/** A new invite's link, on the address of the test's server. */
export async function inviteLink(server: TestApp, role: Role): Promise<string> {
  const { body } = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role });
  return body.url;
}

/** Waits until the server has an answer for all that was scanned. */
export async function allSent(page: Page): Promise<void> {
  await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached' });
}
