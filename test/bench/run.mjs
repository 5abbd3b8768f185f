import { existsSync, readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../api/bin/bundle.mjs';
import { ensureBuilt } from '../../api/bin/ensure-built.mjs';
import { endWithStarter } from '../../api/bin/end-with-starter.mjs';
import { ensureInstalled, ensureNodeVersion, root } from '../../api/bin/ensure-installed.mjs';

/**
 * `npm run bench`: runs every `*.bench.ts` and `*.bench.mjs` here (`npm run bench -- scans` those with the word in their name)
 * and prints one table. Each exports `run()`, which answers rows of `{ name, value, unit, reference?, ratio?, growth?, target?, most?, aim? }`:
 * `target` is the least ratio, `most` the greatest value, `growth` what it grew to from a small ledger to a large one. Ends with 1 when one of them is missed.
 * `aim` is a greatest value too, of what depends on the machine and on who else is at work there: whether it is met is said, and no more.
 */
ensureNodeVersion();
await ensureInstalled();
endWithStarter();

const here = join(root, 'test', 'bench');
const words = process.argv.slice(2);
const wanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
const files = readdirSync(here).filter((name) => /\.bench\.(ts|mjs)$/.test(name) && wanted(name));
// What a browser loads is built first.
if (files.some((name) => /^(device|outbox|pages|weight)\./.test(name))) await ensureBuilt();
const programs = files.filter((name) => name.endsWith('.ts'));
if (programs.length > 0) {
  const server = existsSync(join(here, 'bench-server.ts')) ? ['bench-server.ts'] : [];
  await bundle(
    [...programs, ...server].map((name) => `test/bench/${name}`),
    'dist/bench',
  );
}

const rows = [];
for (const name of files) {
  console.log(`${name} …`);
  const path = name.endsWith('.ts')
    ? join(root, 'dist', 'bench', name.replace(/\.ts$/, '.js'))
    : join(here, name);
  const { run } = await import(pathToFileURL(path).href);
  rows.push(...(await run()));
}
const rounded = (number) => (number == null ? '' : Number(number.toPrecision(4)));
const isMissed = ({ value, ratio, target, most }) =>
  (target !== undefined && !(ratio >= target)) || (most != null && !(value <= most));
const wishOf = ({ target, most, aim }) => {
  if (target !== undefined) return `ratio ≥ ${target}`;
  if (most != null) return `≤ ${most}`;
  return aim === undefined ? '' : `aim ≤ ${aim}`;
};
const isMet = (row) => !isMissed(row) && !(row.value > row.aim);
const growing = rows.some((row) => row.growth !== undefined);
console.table(
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        value: rounded(row.value),
        unit: row.unit,
        reference: rounded(row.reference),
        ratio: rounded(row.ratio),
        ...(growing ? { growth: rounded(row.growth) } : {}),
        must: wishOf(row),
        met: wishOf(row) && (isMet(row) ? 'yes' : 'NO'),
      },
    ]),
  ),
);
const load = loadavg().map((one) => one.toFixed(1));
console.log(`${cpus().length} processors; ${load.join(', ')} at work in the last 1, 5 and 15 minutes.`);
process.exit(rows.some(isMissed) ? 1 : 0);
