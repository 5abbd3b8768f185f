import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a whole file that is either there completely or not at all, also after a power cut. Replaces what was there. */
export function writeDurably(path: string, text: string, mode: number): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameDurably(part, path);
}

/** Renames a file or folder so that the new name survives a power cut: the folder that holds it is flushed too. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  // Windows cannot open a folder, and flushes it by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
