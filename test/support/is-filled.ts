import type { Page } from 'playwright-core';
import { until } from '../faults/until';

/**
 * Waits until nothing of the page is still loading. Not for a silent network: a page listens for news as long as it is open.
 * (Asked from outside: what Playwright would run within the page again and again, the page's own policy refuses.)
 */
export function isFilled(page: Page): Promise<boolean> {
  return until('the page is filled', 30_000, () =>
    page.evaluate(() => document.querySelector('cs-skeleton, [aria-busy=true]') === null),
  );
}
