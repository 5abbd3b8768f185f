import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartProblem } from '../start-problem';

/** The system account that runs PostgreSQL when we are root, which PostgreSQL refuses to be. */
export interface PostgresAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run PostgreSQL as: null means "ours", as for every ordinary user.
 * As root, the first of these that exists: the owner of the data directory (so that it stays usable for them), the owner
 * of the folder the program was started in, `nobody`, `daemon`.
 * @throws StartProblem when we are root and the system has no such account.
 */
export function postgresAccount(dataDir: string): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null;
  for (const who of [ownerOf(dataDir), ownerOf(process.cwd()), 'nobody', 'daemon']) {
    const account = who === null ? null : lookUp(String(who));
    if (account !== null) return account;
  }
  throw new StartProblem(
    'PostgreSQL refuses to run as root and this system has no account named "nobody": start Commonshelf as an ordinary user.',
  );
}

/** Whether the account may do this (`-r`, `-x`, as in test(1)) with the path: asked of the system, so that ACLs and mounts count too. */
export function mayUse(account: PostgresAccount, permission: '-r' | '-x', path: string): boolean {
  const { uid, gid } = account;
  return (
    spawnSync('/bin/sh', ['-c', 'test "$0" "$1"', permission, path], { uid, gid, cwd: '/' }).status === 0
  );
}

function ownerOf(path: string): number | null {
  const uid = statSync(path, { throwIfNoEntry: false })?.uid ?? 0;
  return uid === 0 ? null : uid;
}

/** Looks an account up by name or number; one without an entry in the system's list is useless to PostgreSQL. */
function lookUp(who: string): PostgresAccount | null {
  const ask = (flag: string): string =>
    spawnSync('id', [flag, who], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [name, uid, gid] = [ask('-un'), ask('-u'), ask('-g')];
  return name === '' || uid === '' || uid === '0' || gid === ''
    ? null
    : { name, uid: Number(uid), gid: Number(gid) };
}
