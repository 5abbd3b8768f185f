import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from '../../api/bin/bundle.mjs';
import { root } from '../../api/bin/ensure-installed.mjs';

/** `node test/bench/run-one.mjs storm`: bundles one TypeScript benchmark as the program is bundled, and runs it. */
const [name = '', ...args] = process.argv.slice(2);
await bundle([`test/bench/${name}.bench.ts`], 'dist/bench');
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist', 'bench', `${name}.bench.js`), ...args],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
