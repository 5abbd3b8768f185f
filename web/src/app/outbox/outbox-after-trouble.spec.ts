import { entryOf, type NewEntry } from './outbox-entry';
import { simulatedDevice, type SimulatedTime } from './simulated-device';

const group = 'group-1';
const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;
const dayMs = 86_400_000;

let made = 0;
function movement(time: SimulatedTime, holdMs = 0): NewEntry {
  const id = `movement-${++made}`;
  const what = { itemId: 'beans', quantity: 1, toSiteId: 'eastside', occurredAt: time.now().toISOString() };
  const command = { kind: 'movement', line: { id, reason: 'donation', ...what } } as const;
  return entryOf(command, about, group, id, time.now(), holdMs);
}

/** What the universes of `test/simulation` found, each as a story of its own. */
describe('the outbox after trouble', () => {
  it('waits as long as the server asks, though somebody goes on scanning', async () => {
    const { time, server, openTab } = simulatedDevice();
    server.fates.push('busy');
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time)]);
    await time.pass(3_000);
    await tab.add([movement(time)]);
    await time.pass(3_900);
    expect(server.batches.length).toBe(1);
    await time.pass(200);
    expect(server.batches.map((batch) => batch.length)).toEqual([1, 2]);
  });

  it('calls a scan kept that it kept, though it cannot be read back at once', async () => {
    const { store, time, openTab } = simulatedDevice();
    const tab = openTab();
    jest.spyOn(store, 'all').mockRejectedValueOnce(new Error('The disk did not answer.'));
    await expect(tab.add([movement(time)])).resolves.toBeUndefined();
  });

  it('sends by itself once the disk can be read again', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    await store.add([movement(time)]);
    jest.spyOn(store, 'all').mockRejectedValueOnce(new Error('The disk did not answer.'));
    const tab = openTab();
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
  });

  it('sends a held scan though the clock was set back by a year since', async () => {
    const { time, server, openTab } = simulatedDevice();
    const scan = movement(time, 2_500);
    time.ms -= 365 * dayMs;
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([scan]);
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
  });

  it('asks again by itself when the session was over and nobody said more', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    server.fates.push('signed_out', 'signed_out');
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time)]);
    await time.pass(0);
    expect(tab.view.state).toBe('signed_out');
    await time.pass(5_000);
    expect(tab.view.state).toBe('idle');
    expect(await store.all()).toEqual([]);
  });

  it('finds what another tab kept before it died', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    await time.pass(0);
    await store.add([movement(time)]);
    await time.pass(61_000);
    expect(server.recorded.size).toBe(1);
    expect(tab.view.entries).toEqual([]);
  });
});
