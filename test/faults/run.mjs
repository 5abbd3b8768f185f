import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithStarter } from '../../api/bin/end-with-starter.mjs';
import { ensureBuilt } from '../../api/bin/ensure-built.mjs';
import { ensureInstalled, ensureNodeVersion, root } from '../../api/bin/ensure-installed.mjs';
import { optionsOf } from '../support/options.mjs';
import { findChromium, howToGetChromium } from '../support/find-chromium.mjs';

/**
 * `npm run test:faults -- --rounds 200 --seed 1`: rounds of scanning in a real Chromium against the real server while something
 * breaks, and a table of what broke how often. `--only storage` breaks that alone.
 */
ensureNodeVersion();
await ensureInstalled();
endWithStarter();
await ensureBuilt();
const values = optionsOf({ rounds: '20', seed: '1', only: '' });
const chromium = findChromium();
if (chromium === null) {
  console.error(howToGetChromium);
  process.exit(1);
}
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const child = spawn(process.execPath, [jest, '--selectProjects', 'faults'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...{ NODE_ENV: 'test', CHROMIUM: chromium, FAULT_TABLE: 'yes' },
    ...{ FAULT_ROUNDS: values.rounds, FAULT_SEED: values.seed, FAULT_ONLY: values.only },
  },
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
child.once('exit', (code) => process.exit(code ?? 1));
