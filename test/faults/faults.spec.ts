import { randomOf } from '../support/random';
import { catalogueIsKept } from '../support/kept-app';
import { endFaults, faults, type Place } from './faults';
import { type Can, FreeStore } from './free-store';
import { OwnChromium } from './own-chromium';
import { RealServer } from './real-server';
import { pause } from './until';
import { type Said, Volunteer } from './volunteer';

/** Set by `npm run test:faults`; without it, the few rounds of a plain `npm test`. */
const rounds = Number(process.env['FAULT_ROUNDS'] ?? 3);
const seed = Number(process.env['FAULT_SEED'] ?? 1);
const roundMs = 180_000;
const scansARound = 5;

const tally = new Map<string, { rounds: number; scans: number } & Record<Said, number>>();
const random = randomOf(seed);
let place: Place;
let cansOfAll: Can[];
let server: RealServer | undefined;
let chromium: OwnChromium | undefined;

beforeAll(async () => {
  server = await RealServer.start();
  chromium = new OwnChromium();
  const store = await FreeStore.open(server);
  // Before the device is opened: it knows their codes without a network.
  cansOfAll = await store.newCans(rounds * scansARound);
  place = { server, chromium, store, volunteer: new Volunteer(server, chromium, store) };
  expect(await place.volunteer.open()).toBe(true);
  await catalogueIsKept(place.volunteer.page);
}, 300_000);

afterAll(async () => {
  await chromium?.close();
  await server?.close();
  if (process.env['FAULT_TABLE']) process.stderr.write(table());
}, 60_000);

/** Each fault once, in an order of the seed's, before any comes a second time; or only those with a word in their name. */
function* kinds(): Generator<string> {
  const only = process.env['FAULT_ONLY'] ?? '';
  for (;;) yield* random.shuffled(Object.keys(faults).filter((kind) => kind.includes(only)));
}
const next = kinds();

it.each(Array.from({ length: rounds }, (_, n) => n + 1))(
  `records every confirmed scan once, round %i of seed ${seed}`,
  async (round) => {
    const { volunteer, store } = place;
    const kind = next.next().value as string;
    const fault = faults[kind];
    if (!fault) throw new Error(`There is no fault "${kind}".`);
    const again = random.chance(50);
    const told = `round ${round}, ${kind}`;
    const cans = cansOfAll.slice((round - 1) * scansARound, round * scansARound);
    await volunteer.newRound();

    const said: Said[] = [];
    // Before the first scan is sent, while it is, or after.
    const striking = pause(random.between(0, 3_500)).then(() => fault(place));
    for (const can of cans) {
      if (!(await volunteer.canScan())) await volunteer.open();
      said.push((await volunteer.canScan()) ? await volunteer.scan(can) : 'nothing');
      await pause(random.between(0, 900));
    }
    await striking;

    await endFaults(place);
    if (again || kind === 'app is updated' || !(await volunteer.canScan()))
      expect([told, await volunteer.open()]).toEqual([told, true]);
    await volunteer.allSent(100_000).catch((error: unknown) => {
      throw new Error(`${told}: ${String(error)}`);
    });
    const recorded = await store.recorded(cans);
    const seen = cans.map((can, n) => `${said[n]}: ${recorded.get(can.itemId) ?? 0}`);
    note(kind, said);
    // A round in which nothing was confirmed proves nothing.
    if (kind !== 'storage is full') expect([told, said.includes('confirmed')]).toEqual([told, true]);
    // What was not confirmed may be there, once; "not kept" is not.
    expect([told, seen.filter((one) => !/^(confirmed: 1|not kept: 0|nothing: [01])$/.test(one))]).toEqual([
      told,
      [],
    ]);
    expect([told, await store.differences()]).toEqual([told, 0]);
  },
  roundMs,
);

function note(kind: string, said: readonly Said[]): void {
  const row = tally.get(kind) ?? { rounds: 0, scans: 0, confirmed: 0, 'not kept': 0, nothing: 0 };
  row.rounds += 1;
  row.scans += said.length;
  for (const one of said) row[one] += 1;
  tally.set(kind, row);
}

function table(): string {
  const lines = [...tally]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, row]) => [kind, row.rounds, row.scans, row.confirmed, row['not kept'], row.nothing]);
  const head = ['fault', 'rounds', 'scans', 'confirmed', 'not kept', 'unknown'];
  return [head, ...lines]
    .map(
      ([kind, ...figures]) =>
        `${String(kind).padEnd(22)}${figures.map((one) => String(one).padStart(11)).join('')}`,
    )
    .join('\n')
    .concat('\n');
}
