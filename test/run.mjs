import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../api/bin/ensure-built.mjs';
import { endWithStarter } from '../api/bin/end-with-starter.mjs';
import { ensureInstalled, ensureNodeVersion, root } from '../api/bin/ensure-installed.mjs';
import { findChromium, howToGetChromium } from './support/find-chromium.mjs';

/**
 * `npm test`: installs and builds what is missing, finds a Chromium, runs Jest with the arguments given
 * (`npm test -- --selectProjects api ledger`) and says at the very end how many tests passed and failed.
 */
ensureNodeVersion();
await ensureInstalled();
endWithStarter();

const args = process.argv.slice(2);
const environment = { ...process.env, NODE_ENV: 'test' };

const usesChromium = mayRun('browser', args) || mayRun('faults', args);
if (mayRun('api', args) || usesChromium) await ensureBuilt();
if (usesChromium) {
  const chromium = findChromium();
  if (chromium === null) {
    console.error(howToGetChromium);
    process.exit(1);
  }
  environment.CHROMIUM = chromium;
}

// A browser that scans by the clock gets the machine for itself: its tests run after all others, one file at a time.
// Last a few rounds of what breaks everything on purpose: `npm run test:faults` runs as many as it is told.
const elsewhere = ['unit', 'web', 'house', 'simulation', 'api', 'ledger'];
const runs =
  args.length > 0
    ? [args]
    : [
        ['--selectProjects', ...elsewhere],
        ['--selectProjects', 'browser', '--maxWorkers=1'],
        ['--selectProjects', 'faults', '--maxWorkers=1'],
      ];
let passed = 0;
let failed = 0;
for (const run of runs) {
  const counts = await runJest(run, environment);
  passed += counts.passed;
  failed += counts.failed;
}
if (passed + failed === 0) console.log('No test ran: is the name right?');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Whether these arguments let tests of a kind run: all kinds do unless projects or files are named. */
function mayRun(kind, given) {
  const at = given.indexOf('--selectProjects');
  if (at >= 0) {
    const rest = given.slice(at + 1);
    const end = rest.findIndex((arg) => arg.startsWith('-'));
    return (end < 0 ? rest : rest.slice(0, end)).includes(kind);
  }
  const files = given.filter((arg) => /\.spec|\//.test(arg) && !arg.startsWith('-'));
  return files.length === 0 || files.some((file) => file.includes(kind));
}

/** Ends what a test that failed half-way may have left running: whoever waits for the output would wait for it too. */
function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing is left.
  }
}

/** Runs Jest and counts; a test file that cannot be run at all counts as one failed test. */
async function runJest(jestArgs, env) {
  const folder = mkdtempSync(join(tmpdir(), 'commonshelf-results-'));
  const file = join(folder, 'results.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(
    process.execPath,
    [jest, '--json', `--outputFile=${file}`, '--passWithNoTests', ...jestArgs],
    {
      cwd: root,
      stdio: ['inherit', 'ignore', 'inherit'],
      env,
      detached: process.platform !== 'win32',
    },
  );
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  endGroup(child.pid);
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const counted = results.numFailedTests + results.numRuntimeErrorTestSuites;
    return { passed: results.numPassedTests, failed: counted === 0 && code !== 0 ? 1 : counted };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
