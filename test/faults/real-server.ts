import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { readPostmasterPid } from '@api/platform/embedded/postmaster-pid';
import { until } from './until';

const root = join(__dirname, '..', '..');
export const setUpToken = 'open-sesame';

/** The program as people run it: a process of its own with the embedded PostgreSQL under it, from a copy of the build. */
export class RealServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'commonshelf-faults-'));
  /** Inside node_modules, so that the program finds its packages. */
  readonly #build = mkdtempSync(join(root, 'node_modules', '.faults-'));
  readonly #words: string[] = [];
  #process: ChildProcess | null = null;
  #builds = 0;
  /** The PostgreSQL that was killed: its last processes may answer a moment longer. */
  #killed: number | null = null;

  private constructor(readonly port: number) {
    for (const part of ['api', 'web'])
      cpSync(join(root, 'dist', part), join(this.#build, part), { recursive: true });
  }

  static async start(): Promise<RealServer> {
    const server = new RealServer(await freePort());
    try {
      await server.up();
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Where the database answers now. @throws Error while it does not run. */
  get databaseUrl(): string {
    const url = runningEmbeddedPostgres(this.#dataDir);
    if (url === null) throw new Error('The database is down.');
    return url;
  }

  get isUp(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Starts it unless it runs, and waits until it can do its work. */
  async up(): Promise<void> {
    if (!this.isUp) this.#spawn();
    await until('the server is well', 60_000, async () => {
      if (!this.isUp) this.#spawn();
      const postmaster = readPostmasterPid(this.#dataDir);
      if (postmaster?.status !== 'ready' || postmaster.pid === this.#killed) return false;
      return (await fetch(`${this.address}/api/health`)).ok;
    }).catch((error: Error) => {
      throw new Error(`${error.message} It said: ${this.#words.slice(-5).join(' ')}`);
    });
  }

  /** `kill -9` of the API; PostgreSQL is left behind without its keeper. */
  async killApi(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** `kill -9` of PostgreSQL; the API has to bring it back. */
  killPostgres(): void {
    const postmaster = readPostmasterPid(this.#dataDir);
    if (!postmaster || postmaster.pid === this.#killed) return;
    process.kill(postmaster.pid, 'SIGKILL');
    this.#killed = postmaster.pid;
  }

  /** Puts a new build of the web app in place, with other names for its files and in them, and starts anew. */
  async update(): Promise<void> {
    const folder = join(this.#build, 'web', 'browser');
    this.#builds += 1;
    // All of them, as in any build: a room that went on asking for the main file of before would bring a second app along.
    const renamed = (text: string) =>
      text.replace(/\b((?:main|room)-\w{5})\w{3}(?=\.js)/g, `$1${String(this.#builds).padStart(3, '0')}`);
    for (const name of readdirSync(folder).filter((one) => /\.(js|html|json)$/.test(one))) {
      const before = readFileSync(join(folder, name), 'utf8');
      const after = renamed(before);
      if (after === before && renamed(name) === name) continue;
      for (const packed of ['', '.br', '.gz']) rmSync(join(folder, name + packed), { force: true });
      writeFileSync(join(folder, renamed(name)), after);
    }
    execFileSync(process.execPath, [join(root, 'web', 'bin', 'keep.mjs'), folder]);
    await this.#end('SIGTERM');
    await this.up();
  }

  /** Stops everything and leaves nothing behind. */
  async close(): Promise<void> {
    try {
      if (this.isUp) await this.#end('SIGTERM');
      this.killPostgres();
    } finally {
      for (const folder of [this.#folder, this.#build]) rmSync(folder, { recursive: true, force: true });
    }
  }

  get #dataDir(): string {
    return join(this.#folder, 'postgres');
  }

  #spawn(): void {
    const child = spawn(process.execPath, [join(this.#build, 'api', 'main.js')], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production' },
        ...{ DATA_DIR: this.#folder, DEMO: 'off', SETUP_TOKEN: setUpToken },
        ...{ PORT: String(this.port), HOST: '127.0.0.1' },
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => this.#words.push(text.toString().trim()));
    this.#process = child;
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (!child || !this.isUp) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      listener.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
