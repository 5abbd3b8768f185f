import type { Deed, SimulatedPerson } from './simulated-person';
import type { World } from './world';

/** Every promise that does not hold when all is quiet, in words. */
export function wrongAtTheEnd(world: World, people: readonly SimulatedPerson[]): string[] {
  const deeds = people.flatMap((person) => person.deeds);
  const left = new Map(
    people.flatMap(({ device }) => device.store.entries).map((entry) => [entry.id, entry]),
  );
  const wrong = [...left.values()].flatMap(({ id, state, refusal }) =>
    state !== 'refused'
      ? `${id} still waits (${state})`
      : refusal?.code === 'in_the_future'
        ? `${id} stays refused as of the future`
        : [],
  );
  for (const deed of deeds) wrong.push(...(wrongWith(world, deed, left.has(deed.id)) ?? []));
  const known = new Set(deeds.map(({ id }) => id));
  const strange = [...world.server.kept.keys()].find((id) => !known.has(id));
  if (strange !== undefined)
    wrong.push(`the server has ${strange}, which nobody did: something was recorded twice`);
  return [...wrong, ...outOfOrder(world, deeds), ...people.flatMap(shownOtherwise)];
}

function wrongWith({ server }: World, deed: Deed, isLeft: boolean): string[] | null {
  const kept = server.kept.get(deed.id);
  const { id } = deed;
  if (kept && kept.groupId !== deed.groupId) return [`${id} was recorded for another group`];
  if (deed.said === 'not kept' && (kept || isLeft)) return [`${id} was called "not kept", and was kept`];
  if (deed.takenBack === 'yes' && deed.carried === 'no') {
    if (kept) return [`${id} was taken back and recorded`];
    if (isLeft) return [`${id} was taken back and is still there`];
  }
  if (deed.said !== 'kept' || deed.takenBack !== 'no') return null;
  if (!kept && !isLeft) return [`${id} was called kept, and is lost`];
  if (isLeft && !server.refused.has(id)) return [`${id} counts as refused, and the server never refused it`];
  if (!isLeft && kept?.isPartly && deed.carried === 'no')
    return [`${id} left the device though a part of it was refused`];
  if (!kept || deed.carried === 'loose' || deed.content === null) return null;
  const contents = [deed.content, ...deed.before].map(withoutTime);
  if (!contents.includes(withoutTime(kept.fingerprint)))
    return [`${id} was recorded with other content than the screen showed`];
  if (kept.occurredAt === null || deed.withinMs === null) return null;
  const wrongByMs = Math.abs(Date.parse(kept.occurredAt) - deed.made.trueMs);
  return wrongByMs > deed.withinMs
    ? [`${id} was recorded with a time that is ${wrongByMs} ms wrong, though the device could know it`]
    : null;
}

const withoutTime = (content: string) => content.replace(/"occurredAt":"[^"]*"/, '');

/** What the server accepted at first sight stands there in the order in which the device kept it. */
function outOfOrder({ server }: World, deeds: readonly Deed[]): string[] {
  const last = new Map<string, number>();
  const accepted = deeds
    .filter(({ id, carried }) => carried === 'no' && server.kept.has(id) && !server.refused.has(id))
    .sort((a, b) => (server.kept.get(a.id)?.place ?? 0) - (server.kept.get(b.id)?.place ?? 0));
  const wrong: string[] = [];
  for (const { id, device, groupId } of accepted) {
    const place = device.store.placeOf(id);
    const line = `${device.name} ${groupId}`;
    if (place < (last.get(line) ?? 0)) wrong.push(`${id} reached the server out of order`);
    last.set(line, place);
  }
  return wrong;
}

/** What the screens show is what the device keeps. */
function shownOtherwise({ device }: SimulatedPerson): string[] {
  return device.tabs.flatMap(({ engine, groupId }) => {
    const shown = engine.view.entries.map(({ id, state }) => `${id} ${state}`);
    const kept = device.store.entries
      .filter((entry) => groupId === null || entry.groupId === groupId)
      .map(({ id, state }) => `${id} ${state}`);
    return String(shown) === String(kept) ? [] : [`${device.name} shows ${shown} and keeps ${kept}`];
  });
}
