import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './ensure-installed.mjs';

const stampFile = join(root, 'dist', 'build-stamp');

/** What a build depends on. */
const sources = ['api', 'shared', 'web', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];

/**
 * Builds the program and the pages unless no file has changed since the last build (by name, size and time).
 * Nx then builds only what its cache does not hold. Ends the program if the build fails.
 */
export async function ensureBuilt() {
  const stamp = stampOfSources();
  if (existsSync(join(root, 'dist', 'api', 'main.js')) && readStamp() === stamp) return;
  const startedAt = Date.now();
  console.log('Building Commonshelf (up to a minute the first time) …');
  if (!(await nxBuild())) {
    console.error('The build failed: the messages above say where.');
    process.exit(1);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, stamp);
  console.log(`Built in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

function stampOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) addToStamp(hash, source);
  return hash.digest('hex');
}

function addToStamp(hash, path) {
  const there = statSync(join(root, path), { throwIfNoEntry: false });
  if (there === undefined) return;
  if (there.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addToStamp(hash, `${path}/${name}`);
  } else {
    hash.update(`${path} ${there.size} ${there.mtimeMs}\n`);
  }
}

/** Runs Nx and shows its output only when the build fails; while it runs, a sign of life every five seconds. */
function nxBuild() {
  const require = createRequire(join(root, 'package.json'));
  const manifest = require.resolve('nx/package.json');
  const nx = join(manifest, '..', JSON.parse(readFileSync(manifest, 'utf8')).bin.nx);
  const startedAt = Date.now();
  const child = spawn(process.execPath, [nx, 'run-many', '-t', 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NG_CLI_ANALYTICS: 'false' },
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const ticking = setInterval(
    () => console.log(`  … ${Math.round((Date.now() - startedAt) / 1000)} s`),
    5000,
  );
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearInterval(ticking);
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}
