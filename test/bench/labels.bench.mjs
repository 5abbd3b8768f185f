import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import bwipjs from 'bwip-js/node';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const count = 1000;
const rounds = 5;

/** Processor milliseconds of all threads; the median of five, the process being warm as the server's worker is. */
async function processorMs(job) {
  const taken = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    await job(round);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) taken.push((user + system) / 1000);
  }
  return taken.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Different codes in every round, so that nothing is drawn from a memory of the last. */
function ownCode(number) {
  let state = (number + 1) * 2654435761;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 1) >>> 0;
    return letters[state >>> 27];
  };
  const part = () => Array.from({ length: 5 }, next).join('');
  return `CS-${part()}-${part()}`;
}

async function loadLabels() {
  const directory = mkdtempSync(join(root, 'node_modules', '.labels-bench-'));
  try {
    const outfile = join(directory, 'labels.cjs');
    const contents = `export { drawLabelSheet } from '@api/labels/draw-label-sheet';
      export { labelSheet } from '@api/labels/label-sheets';`;
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      packages: 'external',
      tsconfig: join(root, 'tsconfig.base.json'),
      logLevel: 'error',
    });
    return createRequire(outfile)(outfile);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * A thousand different labels on Avery 5160 sheets, in processor milliseconds. The reference is what bwip-js takes for
 * the bare symbols in the same run, without paper, words or file: a ratio below 1 is faster than that.
 */
export async function run() {
  const { drawLabelSheet, labelSheet } = await loadLabels();
  const sheet = labelSheet('avery-5160');
  const rows = [];
  for (const [symbology, bcid, most] of [
    ['code128', 'code128', 150],
    ['qr', 'qrcode', 2200],
    ['datamatrix', 'datamatrix', 2200],
  ]) {
    const codes = (round) => Array.from({ length: count }, (_, index) => ownCode(round * count + index));
    const reference = await processorMs((round) => {
      const options = bcid === 'qrcode' ? { eclevel: 'Q' } : {};
      for (const text of codes(round)) bwipjs.raw({ bcid, text, ...options });
    });
    const value = await processorMs((round) =>
      drawLabelSheet({
        sheet,
        skip: 0,
        labels: codes(round).map((text, index) => ({
          content: {
            symbol: { kind: 'own', text, symbology },
            title: `Frijoles negros orgánicos ${index}`,
            lines: ['Can 400 g', `Lot L23-${index}`],
            dates: ['Use by 31 Jan 2027'],
          },
          copies: 1,
        })),
      }),
    );
    rows.push({
      name: `1,000 ${symbology} labels as PDF`,
      value,
      unit: 'ms CPU',
      reference,
      ratio: value / reference,
      most,
    });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
