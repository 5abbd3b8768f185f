import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { build } from 'esbuild';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import {
  EmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@api/platform/embedded-postgres';

const checkout = resolve(__dirname, '../..');
const asRoot = process.getuid?.() === 0;
const nobody = 65534;

/** fsync is off to be quick: no test here cuts the power. */
const settings = { fsync: 'off' };
const quiet = (): void => undefined;

let folder: string;
let program: string;
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

/** A program that holds an embedded PostgreSQL until it is killed, and tells about it in lines of JSON. */
const holder = `
  import { startEmbeddedPostgres } from '${checkout}/api/src/platform/embedded-postgres';
  startEmbeddedPostgres({ dataDir: process.argv[2], settings: { fsync: 'off' }, log: () => undefined }).then(
    (postgres) => console.log(JSON.stringify({ pid: postgres.pid, url: postgres.url })),
    (error) => { console.log(JSON.stringify({ problem: error.message, name: error.name })); process.exit(1); },
  );
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonshelf-embedded-'));
  chmodSync(folder, 0o755);
  program = join(folder, 'holder.js');
  writeFileSync(join(folder, 'holder.ts'), holder);
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  await build({
    entryPoints: [join(folder, 'holder.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map((postgres) => postgres.stop()));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, settings });
  started.push(postgres);
  return postgres;
}

interface Told {
  readonly pid: number;
  readonly url: string;
  readonly problem?: string;
  readonly name?: string;
}

async function hold(
  dataDir: string,
  options: { uid?: number; path?: string } = {},
): Promise<{ child: ChildProcess; told: Told }> {
  const child = spawn(process.execPath, [program, dataDir], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: folder, ...(options.path === undefined ? {} : { PATH: options.path }) },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  children.push(child);
  const told = await new Promise<Told>((resolveLine, reject) => {
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).once('line', (line) => resolveLine(JSON.parse(line) as Told));
    child.once('exit', () => reject(new Error('The holder ended without a word.')));
  });
  return { child, told };
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', quiet);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end().catch(quiet);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Where nobody collects orphans (a bare container) a dead process stays in the table.
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}

async function secondsUntilGone(pid: number): Promise<number> {
  const from = performance.now();
  while (isRunning(pid) && performance.now() - from < 10_000) await pause(20);
  return (performance.now() - from) / 1000;
}

describe('embedded PostgreSQL', () => {
  it('makes a database on first use and finds it again on the next start', async () => {
    const dataDir = join(folder, 'twice', 'postgres');
    const first = await start(dataDir);
    expect(first.version).toMatch(/^18\./);
    expect(await ask(first.url, 'SELECT current_database()')).toBe('commonshelf');
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS loaves');
    await first.stop();
    expect(await first.exited).toBeNull();
    expect(isRunning(first.pid)).toBe(false);
    const second = await start(dataDir);
    expect(await ask(second.url, 'SELECT loaves FROM kept')).toBe(7);
  });

  it('listens on the loopback address only, wants a password, and shows the stored one to its owner only', async () => {
    const dataDir = join(folder, 'closed', 'postgres');
    const { url } = await start(dataDir);
    expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, 'SHOW data_checksums')).toBe('on');
    await expect(ask(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('ends within two seconds when its program is killed with -9, and the data can be used again at once', async () => {
    const dataDir = join(folder, 'killed', 'postgres');
    const { child, told } = await hold(dataDir);
    await ask(told.url, 'CREATE TABLE kept AS SELECT 9 AS loaves');
    child.kill('SIGKILL');
    expect(await secondsUntilGone(told.pid)).toBeLessThan(2);
    const again = await start(dataDir);
    expect(await ask(again.url, 'SELECT loaves FROM kept')).toBe(9);
  });

  it('ends with its program also where the system has no setpriv', async () => {
    const path = join(folder, 'bin');
    mkdirSync(path);
    for (const name of ['id', 'cat'])
      symlinkSync(existsSync(`/usr/bin/${name}`) ? `/usr/bin/${name}` : `/bin/${name}`, join(path, name));
    const { child, told } = await hold(join(folder, 'without-setpriv', 'postgres'), { path });
    expect(isRunning(told.pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await secondsUntilGone(told.pid)).toBeLessThan(2);
  });

  it('stops a server that an earlier program left behind, and starts its own', async () => {
    const dataDir = join(folder, 'orphan', 'postgres');
    // Without setpriv, and without the `cat` that the guard waits with, nothing ends the server (for as long as this takes).
    const path = join(folder, 'bin-without-guard');
    mkdirSync(path);
    symlinkSync(existsSync('/usr/bin/id') ? '/usr/bin/id' : '/bin/id', join(path, 'id'));
    writeFileSync(join(path, 'cat'), '#!/bin/sh\nexec /bin/sleep 20\n', { mode: 0o755 });
    const { child, told } = await hold(dataDir, { path });
    child.kill('SIGKILL');
    await pause(200);
    expect(isRunning(told.pid)).toBe(true);
    const own = await start(dataDir);
    expect(isRunning(told.pid)).toBe(false);
    expect(own.pid).not.toBe(told.pid);
    expect(await ask(own.url, 'SELECT 1')).toBe(1);
  });

  it('starts the server again on the same port when somebody kills it', async () => {
    const postgres = await start(join(folder, 'crash', 'postgres'));
    const before = postgres.pid;
    process.kill(before, 'SIGKILL');
    let answer: unknown;
    for (let tries = 0; tries < 100 && answer === undefined; tries++) {
      await pause(50);
      answer = await ask(postgres.url, 'SELECT 1').catch(() => undefined);
    }
    expect(answer).toBe(1);
    expect(postgres.pid).not.toBe(before);
  });

  it('refuses a second program on the same data directory, and tells a command where the first one is', async () => {
    const dataDir = join(folder, 'shared', 'postgres');
    expect(runningEmbeddedPostgres(dataDir)).toBeNull();
    const { url } = await start(dataDir);
    const { told } = await hold(dataDir);
    expect(told.problem).toMatch(
      /^Commonshelf is already running on .* \(process \d+\): stop that one first/,
    );
    expect(runningEmbeddedPostgres(dataDir)).toBe(url);
  });

  it.each([
    ['a file', 'is not a directory', (path: string) => writeFileSync(path, '')],
    [
      'a folder of other files',
      'holds files that are not a PostgreSQL database',
      (path: string) => plant(path, 'photo.jpg', 'x'),
    ],
    [
      'another major version',
      'was written by PostgreSQL 15 and this program brings PostgreSQL 18',
      (path: string) => plant(path, 'PG_VERSION', '15\n'),
    ],
    ['a damaged database', 'seem damaged or incomplete', (path: string) => plant(path, 'PG_VERSION', '18\n')],
    [
      'a link to nowhere',
      'is not a directory',
      (path: string) => symlinkSync('/no-such-place/postgres', path),
    ],
  ])('says one sentence for %s', async (name, sentence, make) => {
    const dataDir = join(folder, `broken-${name.replaceAll(' ', '-')}`, 'postgres');
    mkdirSync(join(dataDir, '..'));
    make(dataDir);
    const refused = start(dataDir);
    await expect(refused).rejects.toMatchObject({
      name: 'StartProblem',
      message: expect.stringContaining(sentence) as unknown,
    });
    await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/^[^\n]*\.$/) as unknown });
  });

  it('heals a creation that was cut off', async () => {
    const dataDir = join(folder, 'cut-off', 'postgres');
    hold(dataDir).catch(quiet);
    while (!existsSync(`${dataDir}.new/base`)) await pause(10);
    const [creator] = children as [ChildProcess];
    const gone = once(creator, 'exit');
    creator.kill('SIGKILL');
    await gone;
    expect(await ask((await start(dataDir)).url, 'SELECT 1')).toBe(1);
    expect(existsSync(`${dataDir}.new`)).toBe(false);
  });

  (asRoot ? it : it.skip)(
    'runs for an ordinary user, who is told when the directory is not theirs',
    async () => {
      const home = join(folder, 'ordinary');
      mkdirSync(home);
      const { told: refused } = await hold(join(home, 'postgres'), { uid: nobody });
      expect(refused).toMatchObject({
        name: 'StartProblem',
        problem: expect.stringContaining('No permission to use') as unknown,
      });
      rmSync(home, { recursive: true });
      mkdirSync(home, { mode: 0o700 });
      chownSync(home, nobody, nobody);
      const { told } = await hold(join(home, 'postgres'), { uid: nobody });
      expect(await ask(told.url, 'SELECT 1')).toBe(1);
    },
  );

  (asRoot ? it : it.skip)(
    'runs for root on a data directory in a folder that is closed to everybody else',
    async () => {
      const home = join(folder, 'roots-own');
      mkdirSync(home, { mode: 0o700 });
      const { told } = await hold(join(home, 'data', 'postgres'));
      expect(await ask(told.url, 'SELECT 1')).toBe(1);
      expect(statSync(join(home, 'data', 'postgres')).uid).not.toBe(0);
    },
  );
});

function plant(dataDir: string, name: string, text: string): void {
  mkdirSync(dataDir, { mode: 0o700 });
  writeFileSync(join(dataDir, name), text);
}
