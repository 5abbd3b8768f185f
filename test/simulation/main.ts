import { argv, env, exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { seedsFrom, simulate } from './simulate';
import { runUniverse } from './universe';

/** `npm run simulate -- --universes 100000 --first 1`; `SEED=42 npm run simulate` tells one universe step by step. */
async function main(): Promise<number> {
  const seed = env['SEED'];
  if (seed !== undefined) {
    const end = await runUniverse(Number(seed), null, true);
    stdout.write(`${end.told.join('\n')}\n`);
    stdout.write(
      `Universe ${end.seed}: ${end.steps} steps, ${end.wrong === null ? 'all promises held' : end.wrong}.\n`,
    );
    return end.wrong === null ? 0 : 1;
  }
  const { values } = parseArgs({
    args: argv.slice(2),
    options: { universes: { type: 'string', default: '10000' }, first: { type: 'string', default: '1' } },
  });
  const began = performance.now();
  const { universes, steps, deeds, requests, failed } = await simulate(
    seedsFrom(Number(values.first), Number(values.universes)),
    { failuresAtMost: 5 },
  );
  const seconds = (performance.now() - began) / 1000;
  for (const { seed: failing, wrong } of failed)
    stdout.write(`SEED=${failing}: ${wrong}\n  Replay it: SEED=${failing} npm run simulate\n`);
  stdout.write(
    `${universes} universes from seed ${values.first}: ${deeds} commands, ${requests} requests, ${steps} steps in ` +
      `${seconds.toFixed(1)} s (${Math.round((universes / seconds) * 60)} a minute), ${failed.length} broke a promise.\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

void main().then(exit);
