import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Pixels; a browser draws no page that is taller. */
const tallest = 30_000;
const levels = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

interface Look {
  /** Only what is in there; the whole page otherwise. */
  readonly within?: string;
  /** Also what no criterion demands. */
  readonly strict?: boolean;
}

/** What axe objects to on a page, and whether it scrolls sideways. Run from outside: the page's policy lets no script in. */
export async function objections(page: Page, { within, strict = false }: Look = {}): Promise<string[]> {
  const sideways = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  const size = page.viewportSize() ?? { width: 360, height: 780 };
  await page.evaluate(axe.source);
  const place = within === undefined ? 'document' : `'${within}'`;
  const runOnly = JSON.stringify(strict ? [...levels, 'best-practice'] : levels);
  const look = `axe.run(${place}, { runOnly: ${runOnly} }).then((result) =>
    result.violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 2).map((node) => node.html).join(' ')))`;
  let found: string[] = [];
  for (let looks = 0; looks < 3; looks += 1) {
    // As tall as it is: what the bar at the thumb covers until somebody scrolls is not too small.
    const height = Math.min((await heightOf(page)) + 100, tallest);
    await page.setViewportSize({ width: size.width, height });
    found = (await page.evaluate(look)) as string[];
    // Again where it may have grown meanwhile: what is wrong stays wrong.
    if (found.length === 0) break;
  }
  await page.setViewportSize(size);
  return sideways > 0 ? [...found, `${sideways} px sideways`] : found;
}

const heightOf = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollHeight'));
