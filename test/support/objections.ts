import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe objects to on a page, and whether it scrolls sideways. Run from outside: the page's policy lets no script in. */
export async function objections(page: Page): Promise<string[]> {
  const sideways = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  // As tall as it is: what the bar at the thumb covers until somebody scrolls is not too small.
  const size = page.viewportSize() ?? { width: 360, height: 780 };
  const tall = Number(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width: size.width, height: Math.min(tall + 100, 30_000) });
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((result) =>
    result.violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 2).map((node) => node.html).join(' ')))`,
  )) as string[];
  await page.setViewportSize(size);
  return sideways > 0 ? [...found, `${sideways} px sideways`] : found;
}
