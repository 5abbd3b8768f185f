import { Browser, chromium } from 'playwright-core';

/** Flags for a Chromium without a display, without a sandbox (root has none) and without requests of its own. */
export const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a browser in a test may need beyond the defaults. */
export interface ChromiumOptions {
  /** A `.y4m` or `.mjpeg` file that the page sees as its camera, in a loop; permission is given without a question. */
  readonly cameraFile?: string;
  /** More flags for Chromium. */
  readonly flags?: readonly string[];
}

/** Flags that make a film the page's camera, given without a question. */
export const cameraFlags = (film: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/**
 * Starts the Chromium that the run found (environment CHROMIUM, set by `npm test`). Close it in `afterAll`.
 * @throws Error when the run found none.
 */
export function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const camera = options.cameraFile === undefined ? [] : cameraFlags(options.cameraFile);
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...quiet, ...camera, ...(options.flags ?? [])],
  });
}
