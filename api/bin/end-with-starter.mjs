import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const checkEveryMs = 500;
const hardEndAfterMs = 10_000;

/**
 * Ends this process when npm, which started it, is gone: killed with -9, npm cannot pass the signal on, and a server
 * nobody sees would keep the port. Asks for an orderly end first. Started without npm, it does nothing.
 */
export function endWithStarter() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  // npm starts scripts through a shell, which may stay in between.
  const parent = process.ppid;
  const shell = commandOf(parent).match(/^-?(sh|bash|dash|ash|zsh|busybox)$/) !== null;
  const starter = shell ? parentOf(parent) : null;
  const watching = setInterval(() => {
    if (process.ppid === parent && (starter === null || parentOf(parent) === starter)) return;
    clearInterval(watching);
    setTimeout(() => process.exit(1), hardEndAfterMs).unref();
    process.kill(process.pid, 'SIGTERM');
  }, checkEveryMs);
  watching.unref();
}

function commandOf(pid) {
  return process.platform === 'linux'
    ? (/\((.*)\)/.exec(statOf(pid))?.[1] ?? '')
    : ask('comm', pid).replace(/^.*\//, '');
}

function parentOf(pid) {
  return process.platform === 'linux'
    ? Number(
        statOf(pid)
          .slice(statOf(pid).lastIndexOf(')') + 2)
          .split(' ')[1],
      )
    : Number(ask('ppid', pid));
}

function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function ask(field, pid) {
  return spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
