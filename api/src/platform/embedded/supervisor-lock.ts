import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StartProblem } from '../start-problem';
import { LivingProcess, livingProcess, stillLives } from './living-process';

/**
 * Lets one program at a time look after a data directory: a file that names the living process which holds it.
 * PostgreSQL guards its own files too; this lock tells "somebody is using it" (refuse) from "somebody died and left
 * a server behind" (clean up), which PostgreSQL cannot.
 * @returns the release, which removes the file.
 * @throws StartProblem when a living process holds the lock.
 */
export function lockForSupervisor(path: string, dataDir: string): () => void {
  const self = livingProcess(process.pid);
  if (self === null) throw new Error('This process cannot see itself in the process table.');
  const mine = JSON.stringify(self);
  for (;;) {
    if (writeNew(path, mine)) {
      return () => {
        if (readHolder(path)?.text === mine) rmSync(path, { force: true });
      };
    }
    const holder = readHolder(path);
    if (holder === null) continue;
    if (holder.process !== null && stillLives(holder.process)) {
      throw new StartProblem(
        `Commonshelf is already running on ${dataDir} (process ${holder.process.pid}): stop that one first, or choose another DATA_DIR.`,
      );
    }
    removeStale(path, holder.text);
  }
}

/** Whether a living process looks after the data directory that this lock belongs to. */
export function isSupervised(path: string): boolean {
  const holder = readHolder(path)?.process ?? null;
  return holder !== null && stillLives(holder);
}

function writeNew(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): { text: string; process: LivingProcess | null } | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'pid' in value && 'startedAt' in value) {
      return { text, process: { pid: Number(value.pid), startedAt: String(value.startedAt) } };
    }
  } catch {
    // Torn by a crash while it was written: nobody holds it.
  }
  return { text, process: null };
}

/** Moves a dead holder's file away; when another start was faster and the moved file is its fresh one, puts it back. */
function removeStale(path: string, expected: string): void {
  const moved = `${path}.${process.pid}`;
  try {
    renameSync(path, moved);
  } catch {
    return;
  }
  if (readFileSync(moved, 'utf8') !== expected) {
    try {
      linkSync(moved, path);
    } catch {
      // A third start holds it by now.
    }
  }
  rmSync(moved, { force: true });
}
