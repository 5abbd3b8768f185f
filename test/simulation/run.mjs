import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ensureInstalled, root } from '../../api/bin/ensure-installed.mjs';
import { optionsOf } from '../support/options.mjs';

/**
 * `npm run simulate -- --universes 100000 --first 1 --processes 2`: universes of the outbox, as many as asked, shared among so many
 * processes. `SEED=42 npm run simulate` tells one of them step by step.
 */
await ensureInstalled();
const values = optionsOf({ universes: '10000', first: '1', processes: '1' });
const folder = mkdtempSync(join(root, 'node_modules', '.simulation-'));
const program = join(folder, 'simulation.cjs');
try {
  await build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', outfile: program },
    ...{ tsconfig: join(root, 'test', 'tsconfig.json'), sourcemap: 'inline', logLevel: 'error' },
  });
  const processes = process.env.SEED === undefined ? Number(values.processes) : 1;
  const each = Math.ceil(Number(values.universes) / processes);
  const codes = await Promise.all(
    Array.from({ length: processes }, (_, n) => runPart(Number(values.first) + n * each, each)),
  );
  process.exitCode = Math.max(...codes);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function runPart(first, universes) {
  const args = ['--enable-source-maps', program, '--first', `${first}`, '--universes', `${universes}`];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
}
