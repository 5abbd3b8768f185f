import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fchownSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartProblem } from '../start-problem';
import { spawnBound } from './bound-process';
import { renameDurably, writeDurably } from './durable-files';
import { stopLeftBehind } from './left-behind';
import { mayUse, PostgresAccount } from './postgres-account';
import { PostgresBinaries } from './postgres-binaries';

/** A data directory and everything needed to run PostgreSQL on it. */
export interface PostgresCluster {
  /** The data directory, absolute, links resolved. */
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  /** Who runs PostgreSQL; null is ourselves. */
  readonly account: PostgresAccount | null;
}

/** The superuser that initdb makes; the only role there is. */
export const databaseRole = 'commonshelf';

const neededBytes = 200 * 1024 * 1024;

/**
 * What PostgreSQL gets as `-D`, when it is started with the data directory as its working directory.
 * A data directory below a folder that is closed to its account (below /root) cannot be reached by its name, but by the
 * working directory that the child inherits from us, which Linux names /proc/self/cwd for each process.
 */
export function directoryArgument(dataDir: string, account: PostgresAccount | null): string {
  return account === null || mayUse(account, '-x', dataDir) ? dataDir : '/proc/self/cwd';
}

/** The stored password of the database, made on first use: 48 hex digits in a file that only its owner reads. */
export function storedPassword(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const password = randomBytes(24).toString('hex');
  writeDurably(path, `${password}\n`, 0o600);
  giveToFolderOwner(path);
  return password;
}

/** Gives what root made to the owner of the folder it lies in, so that a checkout stays usable for whom it belongs to. */
export function giveToFolderOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  lchownSync(path, uid, gid);
}

/**
 * Makes the data directory ready to start: created by initdb if it is not there or empty, otherwise checked and, as root,
 * handed to the account. initdb works in a folder beside it that is renamed when complete, so a start that was cut off
 * leaves nothing half made.
 * @throws StartProblem for files that are not PostgreSQL's, another major version, a foreign owner, a full disk.
 */
export async function prepareCluster(
  cluster: PostgresCluster,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  const { dataDir, binaries, account } = cluster;
  const fresh = `${dataDir}.new`;
  await stopLeftBehind(fresh);
  rmSync(fresh, { recursive: true, force: true });
  if (entriesOf(dataDir).length === 0) {
    refuseFullDisk(dirname(dataDir));
    log(`Creating the database in ${dataDir}`);
    mkdirSync(fresh, { mode: 0o700 });
    if (account !== null) lchownSync(fresh, account.uid, account.gid);
    await initialize({ ...cluster, dataDir: fresh }, password);
    // The next start removes what is called `.new`: by then this must have its name for good.
    renameDurably(fresh, dataDir);
    return;
  }
  const version = versionOf(dataDir);
  if (version !== binaries.major) {
    throw new StartProblem(
      `${dataDir} was written by PostgreSQL ${version} and this program brings PostgreSQL ${binaries.major}: dump it with the old version and restore the dump into an empty DATA_DIR.`,
    );
  }
  const owner = statSync(dataDir).uid;
  if (account !== null && owner !== account.uid) giveTree(dataDir, account);
  if (account === null && process.getuid !== undefined && owner !== process.getuid()) {
    throw new StartProblem(
      `${dataDir} belongs to another account (number ${owner}): start Commonshelf as that account, or choose another DATA_DIR.`,
    );
  }
  chmodSync(dataDir, 0o700);
}

function entriesOf(dataDir: string): string[] {
  try {
    return readdirSync(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function versionOf(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new StartProblem(
      `${dataDir} holds files that are not a PostgreSQL database (it has no PG_VERSION): restore a backup there, or choose another DATA_DIR.`,
    );
  }
}

function refuseFullDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= neededBytes) return;
  throw new StartProblem(
    `The disk of ${folder} has ${Math.floor((bavail * bsize) / 1024 / 1024)} MB left and a new database needs ${neededBytes / 1024 / 1024} MB: free some space, or choose another DATA_DIR.`,
  );
}

/** Runs initdb; its flags are those that make text sort by code point everywhere and checksums guard every page. */
async function initialize(cluster: PostgresCluster, password: string): Promise<void> {
  const { dataDir, binaries, account } = cluster;
  const passwordFile = `${dataDir}.pw`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const input = openSync(passwordFile, 'r');
  try {
    if (account !== null) fchownSync(input, account.uid, account.gid);
    // The account may be unable to reach the file by name; as its standard input it can always be opened.
    const pwfile = account === null ? passwordFile : '/dev/stdin';
    const { child } = spawnBound(
      [
        binaries.initdb,
        `--pgdata=${directoryArgument(dataDir, account)}`,
        `--username=${databaseRole}`,
        `--pwfile=${pwfile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
      ],
      account,
      'KILL',
      { cwd: dataDir, env: { ...process.env, LC_ALL: 'C' }, stdio: [input, 'ignore', 'pipe'] },
    );
    const errors: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw initializeProblem(dataDir, errors.join(''));
  } finally {
    closeSync(input);
    rmSync(passwordFile, { force: true });
  }
}

function initializeProblem(dataDir: string, errors: string): StartProblem {
  if (/No space left on device/.test(errors)) {
    return new StartProblem(
      `The disk became full while the database was created in ${dirname(dataDir)}: free some space and start again.`,
    );
  }
  const said =
    errors.split('\n').find((line) => /error|fatal|cannot/i.test(line)) ?? errors.trim().split('\n')[0] ?? '';
  return new StartProblem(
    `PostgreSQL could not create a database in ${dirname(dataDir)} (it says: "${said.trim()}").`,
  );
}

function giveTree(path: string, account: PostgresAccount): void {
  lchownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) giveTree(inner, account);
    else lchownSync(inner, account.uid, account.gid);
  }
}
