import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the checkout. */
export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');

/**
 * Says in one sentence if this Node.js is too old or unfit, and ends the program.
 * The range is the one in package.json (`>=20.19 <21 || >=22.12`).
 */
export function ensureNodeVersion() {
  const range = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  if (satisfies(process.versions.node, range)) return;
  console.error(
    `Commonshelf needs Node.js ${range} and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

/** Installs the packages that package-lock.json names unless exactly they are there. Ends the program if that fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const startedAt = Date.now();
  console.log('Installing packages (a minute or two the first time) …');
  const code = await npmCi(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(`  … ${seconds} s, ${countPackages()} of about ${expectedPackages()} packages unpacked`);
  });
  if (code !== 0) {
    console.error(
      'The packages could not be installed: npm says why above. Is the network reachable, and this folder writable?',
    );
    process.exit(1);
  }
  console.log(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** Compares package-lock.json with npm's own record of what lies in node_modules, which it writes last. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(record);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '' || (!there[path] && (optional || devOptional))) return true;
    return there[path]?.version === version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

function npmCi(tick) {
  // npm tells its scripts where it lies; started without it, the PATH must know.
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const child = spawn(npm[0], [...npm.slice(1), 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // The packages that build are development packages: a machine set to production would leave them out.
    env: { ...process.env, NODE_ENV: 'development', npm_config_omit: '', npm_config_progress: 'false' },
  });
  const ticking = setInterval(tick, 5000);
  return new Promise((resolve) => {
    const done = (code) => {
      clearInterval(ticking);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`npm cannot be started (${error.message}).`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** How many packages lie directly in node_modules when all is there, as far as this system needs them. */
function expectedPackages() {
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).filter(
    ([path, { optional }]) => !optional && /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path),
  ).length;
}

/** npm makes all folders first and fills them as the packages arrive: those with a package.json have arrived. */
function countPackages() {
  const folder = join(root, 'node_modules');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => join(name, inner)) : [name],
    )
    .filter((name) => existsSync(join(folder, name, 'package.json'))).length;
}

/** Whether a version such as 22.12.0 lies in a range made of `>=`, `<` and `||`. */
function satisfies(version, range) {
  const compare = (a, b) => {
    const [left, right] = [a, b].map((text) => text.split('.').map(Number));
    for (let i = 0; i < 3; i++)
      if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
    return 0;
  };
  return range.split('||').some((part) =>
    part
      .trim()
      .split(/\s+/)
      .every((rule) =>
        rule.startsWith('>=')
          ? compare(version, rule.slice(2)) >= 0
          : compare(version, rule.replace(/^</, '')) < 0,
      ),
  );
}
