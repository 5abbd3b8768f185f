import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Relative, because Jest does not map module names in a global setup.
import { EmbeddedPostgres, startEmbeddedPostgres } from '../../api/src/platform/embedded-postgres';
import { endWithRunner } from './end-with-runner';

/** What the set-up leaves for the teardown of the same run. */
export interface TestServer {
  readonly postgres: EmbeddedPostgres;
  readonly directory: string;
}

declare global {
  var commonshelfTestServer: TestServer | undefined;
}

const prefix = 'commonshelf-test-';

/** Nothing here outlives the run, so nothing needs to survive a power cut. */
const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  max_wal_size: '4GB',
  log_min_messages: 'fatal',
};

/**
 * Starts one PostgreSQL for the whole run, or uses the server of TEST_DATABASE_URL, and tells the workers by environment:
 * TEST_SERVER_URL (a database to connect to when creating others) and TEST_RUN (a name that this run's databases carry).
 */
export default async function startTestServer(): Promise<void> {
  if (process.env['TEST_SERVER_URL'] !== undefined) return;
  endWithRunner();
  process.env['TEST_RUN'] = `${process.pid}_${Date.now().toString(36)}`;
  const external = process.env['TEST_DATABASE_URL'];
  if (external !== undefined && external !== '') {
    process.env['TEST_SERVER_URL'] = external;
    return;
  }
  removeForgottenDirectories();
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const lines: string[] = [];
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: join(directory, 'postgres'),
      log: (line) => lines.push(line),
      settings: forgetful,
    });
    globalThis.commonshelfTestServer = { postgres, directory };
    process.env['TEST_SERVER_URL'] = postgres.url;
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`No PostgreSQL for the tests: ${(error as Error).message}\n${lines.join('\n')}`, {
      cause: error,
    });
  }
}

/** A run that was killed cannot remove its directory (its server is gone): the next run does. */
function removeForgottenDirectories(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another account's: it removes its own.
    }
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
