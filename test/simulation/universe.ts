import { groupId, otherGroupId, SimulatedDevice } from './simulated-device';
import { SimulatedPerson } from './simulated-person';
import type { SimulatedTab } from './simulated-tab';
import type { PlantedBug } from './planted-bugs';
import { wrongAtTheEnd } from './wrong-at-the-end';
import { World } from './world';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** With everything well again, whatever waits must be gone by then, and the last late request has arrived. */
const healedForMs = 13 * minuteMs;
const stepsAtMost = 30_000;

export interface UniverseEnd {
  readonly seed: number;
  /** The first promise that was broken; null when all held. */
  readonly wrong: string | null;
  readonly steps: number;
  readonly deeds: number;
  readonly requests: number;
  readonly told: readonly string[];
}

/** Lives through one universe: trouble first, then everything is brought up again and must come right by itself. */
export async function runUniverse(
  seed: number,
  plant: PlantedBug | null = null,
  tells = false,
): Promise<UniverseEnd> {
  const world = new World(seed, tells);
  const { random, steps, judge } = world;
  const places = Array.from({ length: random.between(1, 3) }, (_, n) => {
    const device = new SimulatedDevice(world, `device ${n + 1}`, !random.chance(15), plant);
    device.line.trouble = random.oneOf([0, 20, 60]);
    device.open();
    if (random.chance(40)) device.open();
    return { device, person: new SimulatedPerson(device) };
  });
  const happenings = random.between(10, 60);
  for (let n = 0; n < happenings && judge.wrong === null; n += 1) {
    const { device, person } = random.oneOf(places);
    const tab = device.tabs.length > 0 ? random.oneOf(device.tabs) : device.open();
    if (random.chance(60)) person.act(tab);
    else if (random.chance(8)) person.carry(tab, random.oneOf(places).device);
    else trouble(world, device, tab);
    for (let more = random.between(0, 12); more > 0; more -= 1) if (!(await steps.take())) break;
  }
  // Half of them recover with the pages still open, the others are started anew.
  const anew = random.chance(50);
  for (const { device, person } of places) heal(world, device, person, anew);
  await settle(world);
  // Whoever's phone it is signs in again: what waits for the one group after what waits for the other.
  for (const group of [groupId, otherGroupId]) {
    const waiting = places.filter(({ device }) =>
      device.store.entries.some((entry) => entry.groupId === group && entry.state !== 'refused'),
    );
    for (const { device } of waiting) if (device.tabs[0]) device.signIn(device.tabs[0], group);
    if (waiting.length > 0) await settle(world);
  }
  const people = places.map(({ person }) => person);
  if (judge.wrong === null) for (const wrong of wrongAtTheEnd(world, people)) judge.broken(wrong);
  return {
    ...{ seed, wrong: judge.wrong, steps: steps.taken, requests: world.requests, told: judge.told },
    deeds: people.reduce((sum, { deeds }) => sum + deeds.length, 0),
  };
}

async function settle({ steps, judge }: World): Promise<void> {
  const until = steps.now + healedForMs;
  while (judge.wrong === null && (await steps.take(until)))
    if (steps.taken > stepsAtMost) judge.broken('it does not come to rest');
}

function trouble({ random, server, judge, steps }: World, device: SimulatedDevice, tab: SimulatedTab): void {
  const what = random.between(1, 18);
  judge.tell(() => `${steps.now} ${device.name}: trouble ${what}`);
  switch (what) {
    case 1:
      server.health = random.oneOf(['down', 'failing', 'overloaded']);
      return;
    case 2:
    case 3:
      server.health = 'well';
      return;
    case 4:
      device.line.online = false;
      return;
    case 5:
      device.line.online = true;
      for (const open of device.tabs) open.hurry();
      return;
    case 6:
      return device.kill(tab);
    case 7:
      if (device.tabs.length < 2) device.open();
      return;
    case 8:
      return device.setClock(random.between(-2, 2) * random.oneOf([minuteMs, dayMs, 400 * dayMs]));
    case 9:
      // Expired on the server, or withdrawn: the pages do not know yet.
      device.cookie.valid = false;
      return;
    case 10:
      // Signed out by the person, here.
      device.cookie.valid = false;
      return tab.signedInTo(null);
    case 11:
      return device.signIn(tab);
    case 12:
      device.store.disk = random.oneOf(['well', 'well', 'full', 'shaky']);
      return;
    case 13:
      server.linesThrough = random.oneOf([1, 2, 5, 500]);
      return;
    case 14:
      server.starts += 1;
      return;
    case 15:
      return device.sleep(random.between(1, 30 * minuteMs));
    case 16:
      return device.switchOff(!device.saysOffline);
    case 17:
      return device.switchOff(false);
    case 18:
      // Somebody of another group takes the phone, or gives it back.
      return device.signIn(tab, device.cookie.groupId === groupId ? otherGroupId : groupId);
  }
}

/** Brings everything up again, as a good day does: nobody knows of what went on inside. */
function heal(world: World, device: SimulatedDevice, person: SimulatedPerson, anew: boolean): void {
  world.judge.tell(() => `${world.steps.now} ${device.name}: all is well again`);
  world.server.health = 'well';
  for (let odd = 5; odd <= 10; odd += 1) world.server.bind(`LATER-${odd}`);
  device.store.disk = 'well';
  device.line.trouble = 0;
  device.attended = true;
  const wasOffline = !device.line.online;
  device.line.online = true;
  device.switchOff(false);
  if (anew) for (const tab of [...device.tabs]) device.kill(tab);
  if (device.tabs.length === 0) device.open();
  device.cookie = { ...device.cookie, valid: true };
  for (const tab of device.tabs) {
    if (wasOffline) tab.hurry();
    // A page that shows "sign in again" is signed in by the person; one that believes to be in stays as it is.
    if (tab.groupId === null) device.signIn(tab);
  }
  if (device.tabs[0]) person.retryAll(device.tabs[0]);
}
