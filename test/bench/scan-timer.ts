import type { Page } from 'playwright-core';
import { until } from '../faults/until';
import { typeAsScanner } from '../support/wedge';
import type { BenchRow } from './bench-row';
import { timeRows } from './old-phone';

const scanAimMs = 50;

/** Milliseconds from the scanner's last key, with which the code is known: until the page says that the scan is recorded, and until that is painted. */
export interface ScanTime {
  readonly said: number;
  readonly painted: number;
}

declare global {
  interface Window {
    scanTimes: ScanTime[];
  }
}

/** Times scans within the page. A page that was loaded anew needs a new timer. */
export class ScanTimer {
  private constructor(private readonly page: Page) {}

  /** Begins to watch: typed before this is done, a code would be on the screen before anybody looks. */
  static async watching(page: Page): Promise<ScanTimer> {
    await page.evaluate(() => {
      window.scanTimes = [];
      let pressed = Number.NaN;
      // No names for functions in here: the bundle's mark of them is not known in the page.
      window.addEventListener(
        'keydown',
        (event) => {
          // As the key says, where the page was too busy to hear it; the scanner that is played may be early.
          if (event.key === 'Enter') pressed = Math.min(event.timeStamp, performance.now());
        },
        { capture: true },
      );
      let before = document.querySelector('cs-round-list .head p')?.textContent;
      new MutationObserver(() => {
        const now = document.querySelector('cs-round-list .head p')?.textContent;
        if (now === before) return;
        before = now;
        const from = pressed;
        const said = performance.now() - from;
        requestAnimationFrame(() =>
          setTimeout(() => window.scanTimes.push({ said, painted: performance.now() - from })),
        );
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return new ScanTimer(page);
  }

  /** @throws Error where the scan is not on the screen after half a minute. */
  async scan(code: string): Promise<ScanTime> {
    const before = await this.page.evaluate(() => window.scanTimes.length);
    await typeAsScanner(this.page, code);
    return until('the scan is on the screen', 30_000, () =>
      this.page.evaluate((n) => window.scanTimes[n], before),
    );
  }
}

/** From the code to what the page says, and to the screen. */
export function scanRows(name: string, times: readonly ScanTime[]): BenchRow[] {
  return [
    ...timeRows(
      `${name}: code to page`,
      times.map(({ said }) => said),
      scanAimMs,
    ),
    ...timeRows(
      `${name}: code to screen`,
      times.map(({ painted }) => painted),
      scanAimMs,
    ),
  ];
}
