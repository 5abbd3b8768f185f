import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { livingProcess, postgresProcessesIn, signal } from './living-process';
import { readPostmasterPid } from './postmaster-pid';

/**
 * Stops what an earlier run left behind in the data directory: a server whose supervisor died, or the children of a server
 * that was killed. Touches only PostgreSQL processes that work in this very directory. Call it while holding the lock.
 * @returns whether there was anything to stop.
 */
export async function stopLeftBehind(dataDir: string): Promise<boolean> {
  const server = readPostmasterPid(dataDir)?.pid ?? null;
  const remaining = (): number[] => postgresProcessesIn(dataDir, server);
  const found = remaining().length > 0;
  if (server !== null && remaining().includes(server)) {
    signal(server, 'SIGINT');
    await until(() => remaining().length === 0, 10_000);
  }
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of remaining()) signal(pid, name);
    await until(() => remaining().length === 0, 2_000);
  }
  // PostgreSQL takes any living process with the pid in its old file for a server, also one that merely got the same number.
  if (server !== null && remaining().length === 0 && livingProcess(server) !== null) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
  }
  return found;
}

async function until(done: () => boolean, limitMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < limitMs && !done(); waitedMs += 50) await pause(50);
}
