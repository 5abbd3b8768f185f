import type { OutboxEntry } from '../../web/src/app/outbox/outbox-entry';
import type { Deed, SimulatedPerson } from './simulated-person';
import type { World } from './world';

/** Every promise that does not hold when all is quiet, in words. */
export function wrongAtTheEnd(world: World, people: readonly SimulatedPerson[]): string[] {
  const deeds = people.flatMap((person) => person.deeds);
  const inOutbox = new Map(
    deeds.flatMap(({ device }) => device.store.entries).map((entry) => [entry.id, entry]),
  );
  const wrong = deeds.flatMap((deed) => wrongWith(world, deed, inOutbox.get(deed.id)) ?? []);
  const known = new Set(deeds.map(({ id }) => id));
  const strange = [...world.server.kept.keys()].find((id) => !known.has(id));
  if (strange !== undefined)
    wrong.push(`the server has ${strange}, which nobody did: something was recorded twice`);
  return [...wrong, ...outOfOrder(world, deeds)];
}

function wrongWith({ server }: World, deed: Deed, entry: OutboxEntry | undefined): string | null {
  const kept = server.kept.get(deed.id);
  const { id } = deed;
  if (entry && entry.state !== 'refused') return `${id} still waits (${entry.state})`;
  if (deed.said === 'not kept' && (kept || entry)) return `${id} was called "not kept", and was kept`;
  if (deed.takenBack === 'yes' && kept) return `${id} was taken back and recorded`;
  if (deed.takenBack === 'yes' && entry) return `${id} was taken back and is still there`;
  if (deed.said !== 'kept' || deed.takenBack !== 'no') return null;
  if (!kept && !entry) return `${id} was called kept, and is lost`;
  if (entry && !server.refused.has(id)) return `${id} counts as refused, and the server never refused it`;
  if (kept && deed.content !== null && kept.fingerprint !== deed.content)
    return `${id} was recorded with other content than the screen showed`;
  return null;
}

/** What the server accepted at first sight stands there in the order in which the device kept it. */
function outOfOrder({ server }: World, deeds: readonly Deed[]): string[] {
  const last = new Map<object, number>();
  const accepted = deeds
    .filter(({ id }) => server.kept.has(id) && !server.refused.has(id))
    .sort((a, b) => (server.kept.get(a.id)?.place ?? 0) - (server.kept.get(b.id)?.place ?? 0));
  const wrong: string[] = [];
  for (const { id, device } of accepted) {
    const place = device.store.placeOf(id);
    if (place < (last.get(device) ?? 0)) wrong.push(`${id} reached the server out of order`);
    last.set(device, place);
  }
  return wrong;
}
