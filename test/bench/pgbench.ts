import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where pgbench is: PGBENCH, on the path, or where Debian puts it; null where there is none. */
export function findPgbench(): string | null {
  const told = process.env['PGBENCH'];
  if (told !== undefined) return told === '' ? null : told;
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return 'pgbench';
  } catch {
    const root = '/usr/lib/postgresql';
    const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
    return versions.map((version) => join(root, version, 'bin', 'pgbench')).find(existsSync) ?? null;
  }
}

/** Runs a script by `clients` clients for `seconds`, as prepared statements; transactions a second. */
export async function pgbench(
  program: string,
  url: string,
  script: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'commonshelf-pgbench-'));
  try {
    const file = join(directory, 'script.sql');
    writeFileSync(file, script);
    const child = spawn(
      program,
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        '2',
        '-T',
        String(Math.max(1, Math.round(seconds))),
        '-f',
        file,
        url,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [said, wrong] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (wrong += text));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const rate = /tps = ([\d.]+)/.exec(said)?.[1];
    if (code !== 0 || rate === undefined) throw new Error(`pgbench ended with ${code}: ${wrong.slice(-500)}`);
    return Number(rate);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
