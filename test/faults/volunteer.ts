import type { Page } from 'playwright-core';
import { unsentOnDisk } from '../support/kept-outbox';
import { typeAsScanner } from '../support/wedge';
import type { Can, FreeStore } from './free-store';
import type { OwnChromium } from './own-chromium';
import type { RealServer } from './real-server';
import { DeviceStorage } from './device-storage';
import { until } from './until';

/** What the screen said of one scan; `nothing` where the page died or was silent. */
export type Said = 'confirmed' | 'not kept' | 'nothing';

interface Screen {
  readonly scans: number;
  readonly latest: string;
  readonly notice: string;
}

/** Looking a code up may take six seconds before the scan is kept as a code. */
const confirmWithinMs = 12_000;

/** Somebody with a scanner at a phone, who believes what the screen says. */
export class Volunteer {
  #page: Page | null = null;
  #storage: DeviceStorage | null = null;

  constructor(
    private readonly server: RealServer,
    private readonly chromium: OwnChromium,
    private readonly store: FreeStore,
  ) {}

  get page(): Page {
    if (!this.#page) throw new Error('No page is open.');
    return this.#page;
  }

  /** The disk of the page that is open, if any was. */
  get storage(): DeviceStorage | null {
    return this.#storage;
  }

  /** Opens the scan page, signing in where it asks for that; false where it cannot be opened now. */
  async open(): Promise<boolean> {
    try {
      await this.chromium.up();
      await this.#page?.close().catch(() => undefined);
      this.#page = await this.chromium.context.newPage();
      this.#page.setDefaultTimeout(20_000);
      this.#storage = await DeviceStorage.of(this.#page, this.server.address);
      await this.#page.goto(`${this.server.address}/scan`);
      return await this.#ready();
    } catch {
      return false;
    }
  }

  /** True once the page shown is ready to scan, signing in on the way where needed. */
  async #ready(): Promise<boolean> {
    const { page } = this;
    for (let tries = 0; tries < 3; tries += 1) {
      const shown = await until('the scan page or the way to sign in', 20_000, async () => {
        if (new URL(page.url()).pathname === '/signed-out') return 'signed out';
        return (await page.locator('cs-mode-bar').count()) > 0 && 'scan';
      });
      if (shown === 'scan') return true;
      await page.goto(await this.store.signInAddress());
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await page.goto(`${this.server.address}/scan`);
    }
    return false;
  }

  /** Whether a page is open that can be scanned on. */
  async canScan(): Promise<boolean> {
    if (!this.chromium.isUp || !this.#page || this.#page.isClosed()) return false;
    return (
      (await this.#page
        .locator('cs-mode-bar')
        .count()
        .catch(() => 0)) > 0
    );
  }

  async scan(can: Can): Promise<Said> {
    try {
      const { page } = this;
      const before = await screenOf(page);
      await typeAsScanner(page, can.code);
      const names = [`1 ${can.name} in`, `1 ${can.code} in`];
      return await until(`${can.name} is on the screen`, confirmWithinMs, async () => {
        // A page that died says nothing any more.
        if (page.isClosed() || !this.chromium.isUp) return 'nothing';
        const { scans, latest, notice } = await screenOf(page);
        if (scans > before.scans && names.includes(latest)) return 'confirmed';
        return notice.startsWith(`Not recorded: ${can.name}.`) && 'not kept';
      });
    } catch {
      return 'nothing';
    }
  }

  /** The tab is taken away in the middle of whatever it does. */
  async closeTab(): Promise<void> {
    await this.#page?.close({ runBeforeUnload: false }).catch(() => undefined);
  }

  /** Waits until nothing waits on the device any more. @throws Error with what still does. */
  async allSent(patienceMs: number): Promise<void> {
    const mark = this.page.locator('cs-sync-mark').first();
    await until('everything is sent', patienceMs, async () => {
      if (new URL(this.page.url()).pathname === '/signed-out') await this.#ready();
      // The mark says 0 until the page has read the disk: the disk itself is asked too.
      return (
        (await mark.count()) > 0 &&
        (await mark.locator('.waits').count()) === 0 &&
        (await unsentOnDisk(this.page)).length === 0
      );
    });
    if ((await mark.locator('.refused').count()) > 0) throw new Error('The server refused a scan.');
  }

  /** Begins a new round, so that the list on the screen stays short. */
  async newRound(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Start a new round' });
    if ((await button.count()) > 0) await button.click();
  }
}

async function screenOf(page: Page): Promise<Screen> {
  return page.evaluate(() => {
    const textOf = (place: string) => document.querySelector(place)?.textContent?.trim() ?? '';
    return {
      scans: Number(/^[\d,]+/.exec(textOf('cs-round-list .head p'))?.[0].replace(',', '') ?? 0),
      latest: textOf('cs-result-line .done'),
      notice: textOf('.notice[role=status]'),
    };
  });
}
