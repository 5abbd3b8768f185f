import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** A process that cannot be mistaken for a later one which got the same pid. */
export interface LivingProcess {
  readonly pid: number;
  /** When it started, in whatever form the system gives; only compared, never read. */
  readonly startedAt: string;
}

/** The process with this pid as it is now, or null when there is none (a zombie counts as none). */
export function livingProcess(pid: number): LivingProcess | null {
  if (process.platform === 'linux') {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return null;
    // The second field is the command in brackets and may hold spaces and brackets itself: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : { pid, startedAt: fields[19] ?? '' };
  }
  if (!isAlive(pid)) return null;
  if (process.platform === 'win32') return { pid, startedAt: '' };
  const startedAt = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return startedAt === '' ? null : { pid, startedAt };
}

/** Whether exactly this process, and not a later one with its pid, still runs. */
export function stillLives(one: LivingProcess): boolean {
  return livingProcess(one.pid)?.startedAt === one.startedAt;
}

/**
 * Pids of the PostgreSQL processes (server and its children) that work in this data directory.
 * Linux: every `postgres` whose working directory it is. Elsewhere: the candidate, if its command line names the directory.
 */
export function postgresProcessesIn(dataDir: string, candidate: number | null): number[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter(
        (name) =>
          workingDirectory(name) === dataDir && readOrNull(`/proc/${name}/comm`)?.trim() === 'postgres',
      )
      .map(Number);
  }
  if (candidate === null || process.platform === 'win32') return [];
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(candidate)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(dataDir) ? [candidate] : [];
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function workingDirectory(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
