import { mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { stopLeftBehind } from './embedded/left-behind';
import { postgresAccount } from './embedded/postgres-account';
import { postgresBinaries } from './embedded/postgres-binaries';
import {
  databaseRole,
  giveToFolderOwner,
  PostgresCluster,
  prepareCluster,
  storedPassword,
} from './embedded/postgres-cluster';
import { PostmasterKeeper } from './embedded/postmaster-keeper';
import { readPostmasterPid } from './embedded/postmaster-pid';
import { isSupervised, lockForSupervisor } from './embedded/supervisor-lock';
import { StartProblem } from './start-problem';

/** The PostgreSQL server that lives and dies with this process. */
export interface EmbeddedPostgres {
  /** `postgres://…` of the database `commonshelf`, on the loopback address. Stays the same over restarts of the server. */
  readonly url: string;
  /** Pid of the server as it is now; changes when it is restarted after a crash. */
  readonly pid: number;
  /** What the server says it is, such as `18.4`. */
  readonly version: string;
  /** Stops the server cleanly; resolves when it has exited. Close the connections first, they are cut otherwise. */
  stop(): Promise<void>;
  /** Resolves when the server is gone for good: null after `stop`, otherwise the reason it could not be restarted. */
  readonly exited: Promise<StartProblem | null>;
}

/**
 * What the server runs with unless the caller says otherwise: a small machine shared with the program, answers before
 * throughput, and no row contents in its log (a refused row is quoted in an error's detail).
 */
const defaultSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  cluster_name: 'commonshelf',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

const databaseName = 'commonshelf';

/**
 * Starts PostgreSQL on a data directory, made on first use (one to two seconds; later starts take about 0.2 s), with the
 * database `commonshelf` in it. Beside the directory lie `<name>.password` and `<name>.lock`.
 * @param options.dataDir the data directory itself; its parent is created too.
 * @param options.log gets progress and what the server writes, except its routine news (`LOG:`).
 * @param options.settings server settings over the defaults, for tests that can do without `fsync`.
 * @throws StartProblem with one sentence: already running there, not ours to write, not a database, another major version,
 *   damaged, disk full, no PostgreSQL for this system.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (line: string) => void;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const dataDir = settle(options.dataDir);
  let release: () => void = () => undefined;
  try {
    release = lockForSupervisor(lockPath(dataDir), dataDir);
    giveToFolderOwner(lockPath(dataDir));
    if (await stopLeftBehind(dataDir)) options.log('Stopped a PostgreSQL that an earlier run left behind.');
    const account = postgresAccount(dataDir);
    const cluster: PostgresCluster = { dataDir, binaries: postgresBinaries(account), account };
    const password = storedPassword(passwordPath(dataDir));
    await prepareCluster(cluster, password, options.log);
    const settings = { ...defaultSettings, ...options.settings };
    const keeper = await PostmasterKeeper.start(cluster, settings, options.log);
    try {
      const version = await ensureDatabase(keeper.port, password);
      void keeper.exited.then(release);
      return {
        url: urlOf(keeper.port, password),
        version,
        exited: keeper.exited,
        stop: () => keeper.stop(),
        get pid() {
          return keeper.pid;
        },
      };
    } catch (error) {
      await keeper.stop();
      throw error;
    }
  } catch (error) {
    release();
    throw error instanceof StartProblem ? error : plainly(error, dataDir);
  }
}

/**
 * The URL of the embedded server that another living process of ours runs on this data directory, or null: what a command
 * uses beside a running program, since only one of them can run the server.
 */
export function runningEmbeddedPostgres(dataDir: string): string | null {
  const directory = resolve(dataDir);
  if (!isSupervised(lockPath(directory))) return null;
  const server = readPostmasterPid(directory);
  if (server === null || server.status !== 'ready') return null;
  try {
    return urlOf(server.port, readFileSync(passwordPath(directory), 'utf8').trim());
  } catch (error) {
    throw plainly(error, directory);
  }
}

function lockPath(dataDir: string): string {
  return join(dirname(dataDir), `${basename(dataDir)}.lock`);
}

function passwordPath(dataDir: string): string {
  return join(dirname(dataDir), `${basename(dataDir)}.password`);
}

function urlOf(port: number, password: string, database = databaseName): string {
  return `postgres://${databaseRole}:${password}@127.0.0.1:${port}/${database}`;
}

/** Creates the parent folder and gives the directory's one true name, since processes are matched to it by name. */
function settle(dataDir: string): string {
  const parent = dirname(resolve(dataDir));
  try {
    if (mkdirSync(parent, { recursive: true }) !== undefined) giveToFolderOwner(parent);
    const directory = join(realpathSync(parent), basename(dataDir));
    const there = statSync(directory, { throwIfNoEntry: false });
    if (there === undefined) return directory;
    if (!there.isDirectory())
      throw new StartProblem(`${directory} is not a directory: choose another DATA_DIR.`);
    return realpathSync(directory);
  } catch (error) {
    throw error instanceof StartProblem ? error : plainly(error, dataDir);
  }
}

/** Creates the database on first use. @returns the server's version. */
async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres') });
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
    const shown = await client.query<{ server_version: string }>('SHOW server_version');
    return shown.rows[0]?.server_version ?? '';
  } catch (error) {
    if ((error as { code?: unknown }).code !== '28P01') throw error;
    throw new StartProblem(
      'The database does not take the password stored beside its data directory: restore the file ending in .password together with the directory.',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the system refused, as a sentence; what is not a refusal by the system is a bug and stays as it is. */
function plainly(error: unknown, dataDir: string): unknown {
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const where = dest ?? path ?? dataDir;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new StartProblem(
        `No permission to use ${where}: make it writable for this account, or choose another DATA_DIR.`,
      );
    case 'EROFS':
      return new StartProblem(`${where} is on a disk that is mounted read-only: choose another DATA_DIR.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartProblem(`The disk of ${where} is full: free some space and start again.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartProblem(`${where} is not a directory: choose another DATA_DIR.`);
    default:
      return error;
  }
}
