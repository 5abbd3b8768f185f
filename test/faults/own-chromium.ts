import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { quiet } from '../support/chromium';
import { until } from './until';

/** A Chromium whose process is ours to kill, with a profile that outlives it, as on a phone. */
export class OwnChromium {
  readonly #profile = mkdtempSync(join(tmpdir(), 'commonshelf-profile-'));
  #process: ChildProcess | null = null;
  #browser: Browser | null = null;

  constructor(private readonly flags: readonly string[] = []) {}

  get isUp(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  get context(): BrowserContext {
    const context = this.#browser?.contexts()[0];
    if (!context) throw new Error('The browser is not open.');
    return context;
  }

  async up(): Promise<void> {
    if (this.isUp) return;
    const portFile = join(this.#profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    this.#process = spawn(
      process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      [
        ...quiet,
        ...this.flags,
        '--remote-debugging-port=0',
        `--user-data-dir=${this.#profile}`,
        '--lang=en-US',
        'about:blank',
      ],
      // A group of its own: killed together, no helper process is left that still holds the profile.
      { stdio: 'ignore', detached: true },
    );
    // Once, also where it had gone by itself.
    process.off('exit', this.#killGroup);
    process.once('exit', this.#killGroup);
    const [port, path] = await until('Chromium is open', 30_000, async () => {
      const lines = readFileSync(portFile, 'utf8').split('\n');
      return lines.length >= 2 ? lines : null;
    });
    this.#browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
  }

  /** `kill -9`: the profile is as the disk has it. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || !this.isUp) return;
    const gone = new Promise((done) => child.once('exit', done));
    this.#killGroup();
    await gone;
    // Where nobody collects the dead, a process that ended still counts: then a moment has to do.
    await until('all of Chromium is gone', 5_000, async () => !this.#killGroup()).catch(() => undefined);
    process.off('exit', this.#killGroup);
    await this.#browser?.close().catch(() => undefined);
    this.#browser = null;
  }

  /** Leaves nothing behind; a profile that cannot be removed is no failure of what was tested. */
  async close(): Promise<void> {
    await this.kill();
    try {
      rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    } catch (error) {
      console.warn(`${this.#profile} is left: ${String(error)}`);
    }
  }

  /** Whether there was still something to kill. */
  readonly #killGroup = (): boolean => {
    try {
      return this.#process?.pid !== undefined && process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      return false;
    }
  };
}
