import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where Playwright keeps browsers, and where a program lies in one of its folders. */
const playwrightCaches = [
  process.env.PLAYWRIGHT_BROWSERS_PATH,
  join(homedir(), '.cache', 'ms-playwright'),
  join(homedir(), 'Library', 'Caches', 'ms-playwright'),
];
const playwrightPrograms = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-linux/headless_shell',
  'chrome-headless-shell-linux64/chrome-headless-shell',
];

/**
 * The path of a Chromium: CHROMIUM from the environment, else one on the PATH, else an application on macOS, else
 * Playwright's; on Debian as root it is installed. Null when there is none to be had.
 */
export function findChromium() {
  return installedChromium() ?? (installFromDebian() ? installedChromium() : null);
}

/** How to get one, for people. */
export const howToGetChromium =
  'The browser tests need Chromium: install it ("apt install chromium", "brew install --cask chromium", or "npx playwright-core install chromium"), or name one in CHROMIUM.';

function installedChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const named = process.env.CHROMIUM ? [process.env.CHROMIUM] : [];
  return [...named, ...onPath, ...macApplications, ...fromPlaywright()].find(isProgram) ?? null;
}

function fromPlaywright() {
  return playwrightCaches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => name.startsWith('chromium'))
        // Newest first; the full browser before the shell without extensions and media.
        .sort(
          (a, b) =>
            Number(a.includes('shell')) - Number(b.includes('shell')) ||
            b.localeCompare(a, 'en', { numeric: true }),
        )
        .flatMap((name) => playwrightPrograms.map((program) => join(cache, name, program))),
    );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log('Installing Chromium for the browser tests …');
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return run('update') && run('install', '-y', '--no-install-recommends', 'chromium');
}
