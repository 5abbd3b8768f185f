import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Real public data that lies beside the repository (`../shared/data`, or where SHARED_DATA points) and is never copied into it.
 * Tests that need it say in their name that they are skipped where it is absent.
 */
const folder = process.env['SHARED_DATA'] ?? resolve(__dirname, '../../../shared/data');

/** The text of a file in that folder, or null where the folder or the file is absent. */
export function sharedData(file: string): string | null {
  const path = resolve(folder, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
