import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

  /** Puts a new build of the web app in place, with other names for its files, and starts anew. */
  async update(): Promise<void> {
    const folder = join(this.#build, 'web', 'browser');
    this.#builds += 1;
    const old = readdirSync(folder).find((name) => /^main-\w{8}\.js$/.test(name));
    if (!old) throw new Error('The build has no main file.');
    const fresh = `main-${String(this.#builds).padStart(8, 'F')}.js`;
    renameSync(join(folder, old), join(folder, fresh));
    for (const name of [old, 'index.html', 'ngsw.json'])
      for (const packed of ['br', 'gz']) rmSync(join(folder, `${name}.${packed}`), { force: true });
    const page = join(folder, 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll(old, fresh));
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
