import { plantedBugs } from './planted-bugs';
import { seedsFrom, simulate } from './simulate';
import { runUniverse } from './universe';

const universes = Number(process.env['UNIVERSES'] ?? 400);
const first = Number(process.env['SEED'] ?? 1);

it(`keeps every promise of the outbox in ${universes} universes`, async () => {
  const { failed } = await simulate(seedsFrom(first, universes));
  const told = failed.map(({ seed, wrong }) => `SEED=${seed} npm run simulate: ${wrong}`);
  expect(told).toEqual([]);
}, 240_000);

it('lives through the same universe again when it gets the same seed', async () => {
  const once = await runUniverse(7, null, true);
  const again = await runUniverse(7, null, true);
  expect(once.told.length).toBeGreaterThan(20);
  expect(again).toEqual(once);
});

it.each(Object.keys(plantedBugs))('finds an outbox that %s', async (name) => {
  const plant = plantedBugs[name];
  if (!plant) throw new Error(`There is no planted bug "${name}".`);
  const { failed, universes: lived } = await simulate(seedsFrom(1, 1_000), { plant });
  expect(failed.length).toBeGreaterThan(0);
  const [worst] = failed;
  if (process.env['TELL_PLANTED'])
    process.stderr.write(`${name}: found after ${lived} universes: ${worst?.wrong}\n`);
});
