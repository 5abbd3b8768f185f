import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '../start-problem';
import { spawnBound } from './bound-process';
import { directoryArgument, PostgresCluster } from './postgres-cluster';
import { signal } from './living-process';
import { readPostmasterPid } from './postmaster-pid';

/** One run of the PostgreSQL server, from start to exit. */
export interface PostgresChild {
  readonly pid: number;
  /** Resolves when the server has exited, however it did. Never rejects. */
  readonly exited: Promise<void>;
  /** The last lines it wrote, newest last. */
  readonly lastLines: readonly string[];
}

const keptLines = 40;
const lastWordsMs = 300;

/**
 * Starts the server, which does not mean that it is ready (see `untilReady`). It runs in a session of its own, so that
 * Ctrl-C reaches us only and we stop it last. It ends when this process ends, even by `kill -9`: Linux sends it SIGINT
 * then (`setpriv --pdeathsig`); where there is no such command a shell that waits for our end of a pipe to close does.
 */
export async function launchPostgres(
  cluster: PostgresCluster,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<PostgresChild> {
  const { dataDir, binaries, account } = cluster;
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { child, isBound } = spawnBound(
    [binaries.postgres, '-D', directoryArgument(dataDir, account), ...options],
    account,
    'INT',
    {
      cwd: dataDir,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  const lastLines: string[] = [];
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      // Routine news ("ready to accept connections") would frighten whoever reads it at the terminal.
      if (!line.startsWith('LOG:')) log(line);
    });
  }
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new StartProblem(`PostgreSQL cannot be started (${error.message}).`)),
    );
  });
  const pid = child.pid ?? 0;
  const guard = isBound || process.platform === 'win32' ? null : launchGuard(pid, cluster);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      guard?.kill('SIGKILL');
      // Its last words may still be on the way; its children, if it was killed, may hold the pipe open for long.
      void Promise.race([closed, pause(lastWordsMs, undefined, { ref: false })]).then(() => resolve());
    });
  });
  return { pid, exited, lastLines };
}

/**
 * Waits until the server accepts connections: until the `postmaster.pid` of the data directory names this very child
 * as ready. A port that answers proves nothing, it may belong to a server that an earlier start left behind.
 * @returns false when the child exited instead; its last lines say why.
 */
export async function untilReady(
  child: PostgresChild,
  dataDir: string,
  log: (line: string) => void,
): Promise<boolean> {
  let gone = false;
  void child.exited.then(() => (gone = true));
  const tellAfterMs = 10_000;
  for (let waitedMs = 0; !gone; waitedMs += 20) {
    const file = readPostmasterPid(dataDir);
    if (file?.pid === child.pid && file.status === 'ready') return true;
    if (waitedMs > 0 && waitedMs % tellAfterMs === 0)
      log('PostgreSQL is still starting (after a crash it first replays its journal).');
    await pause(20);
  }
  return false;
}

/** Stops the server and waits: SIGINT lets running statements be cancelled, SIGQUIT and SIGKILL are for one that hangs. */
export async function stopPostgres(child: PostgresChild): Promise<void> {
  for (const [name, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    signal(child.pid, name);
    const timer = new AbortController();
    const done = await Promise.race([
      child.exited.then(() => true),
      pause(waitMs, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (done) return;
  }
}

function launchGuard(pid: number, { account }: PostgresCluster): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$0"', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  guard.once('error', () => undefined);
  guard.unref();
  return guard;
}
