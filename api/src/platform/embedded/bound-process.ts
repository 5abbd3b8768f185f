import { ChildProcess, spawn, spawnSync, StdioOptions } from 'node:child_process';
import { PostgresAccount } from './postgres-account';

/**
 * Starts a program under an account (null is ourselves) that gets a signal when this process ends, even by `kill -9`.
 * Linux does that (`setpriv --pdeathsig`, of util-linux); `isBound` says whether it is so here.
 */
export function spawnBound(
  program: readonly [string, ...string[]],
  account: PostgresAccount | null,
  onOurDeath: 'INT' | 'KILL',
  options: { cwd: string; env: NodeJS.ProcessEnv; stdio: StdioOptions; detached?: boolean },
): { child: ChildProcess; isBound: boolean } {
  const [file, ...args] = program;
  if (!canSetDeathSignal()) {
    const ids = account === null ? {} : { uid: account.uid, gid: account.gid };
    return { child: spawn(file, args, { ...options, ...ids }), isBound: false };
  }
  const ids = account === null ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const child = spawn('setpriv', [...ids, `--pdeathsig=${onOurDeath}`, '--', ...program], options);
  return { child, isBound: true };
}

function canSetDeathSignal(): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('setpriv', ['--pdeathsig=INT', '--', 'true'], { stdio: 'ignore' }).status === 0;
}
