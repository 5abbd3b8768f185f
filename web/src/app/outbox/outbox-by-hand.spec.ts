import type { Id } from '@shared/words/id';
import { entryOf, type NewEntry, occurredAtOf } from './outbox-entry';
import { simulatedDevice, type SimulatedTime } from './simulated-device';

const group = 'group-1';
const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;
const hour = 3_600_000;

let made = 0;
function movement(time: SimulatedTime, id: Id = `movement-${++made}`): NewEntry {
  const line = {
    ...{ id, reason: 'donation' as const, itemId: 'beans', quantity: 1, toSiteId: 'eastside' },
    occurredAt: time.now().toISOString(),
  } as const;
  return entryOf({ kind: 'movement', line }, about, group, id, time.now(), 0);
}

describe('the outbox in the hands of a person', () => {
  it('sends nothing while the person is offline, and all of it afterwards', async () => {
    const { time, server, person, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    person.saysOffline = true;
    await tab.add([movement(time), movement(time)]);
    await time.pass(300_000);
    expect([server.batches, tab.view.state]).toEqual([[], 'switched_off']);
    person.saysOffline = false;
    tab.hurry();
    await time.pass(0);
    expect(server.recorded.size).toBe(2);
  });

  it('sends what was put right under the id it always had', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    server.refuses.add(scan.id);
    await tab.add([scan]);
    await time.pass(0);
    server.refuses.clear();
    const { command } = movement(time, scan.id);
    expect(await tab.putRight(scan.id, () => ({ command, about }))).toBe(true);
    expect(await tab.withdraw(scan.id)).toBe(false);
    await time.pass(0);
    expect([...server.recorded.keys()]).toEqual([scan.id]);
    expect(await store.all()).toEqual([]);
  });

  it('tries everything refused again at once', async () => {
    const { time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    const scans = [movement(time), movement(time), movement(time)];
    for (const { id } of scans) server.refuses.add(id);
    await tab.add(scans);
    await time.pass(0);
    expect(tab.view.entries.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused']);
    server.refuses.clear();
    await tab.retryAll();
    await time.pass(0);
    expect(server.recorded.size).toBe(3);
  });

  it('changes nothing any more that went out in a file, and takes in only what is not here', async () => {
    const here = simulatedDevice();
    const there = simulatedDevice(here.server);
    const [tab, other] = [here.openTab(), there.openTab()];
    const scans = [movement(here.time), movement(here.time)];
    await tab.add(scans);
    const file = await tab.carryOut(group);
    expect(await tab.withdraw(scans[0]?.id ?? '')).toBe(false);
    expect(await other.carryIn(file)).toBe(2);
    expect(await other.carryIn(file)).toBe(0);
    await Promise.all([tab.signedInTo(group), other.signedInTo(group)]);
    await here.time.pass(0);
    await there.time.pass(0);
    expect(here.server.recorded.size).toBe(2);
    expect([await here.store.all(), await there.store.all()]).toEqual([[], []]);
  });

  it('sends the true time of what a clock three hours ahead gave, and keeps by how much it was wrong', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    time.aheadMs = 3 * hour;
    const tab = openTab();
    const scan = movement(time);
    const trueMs = time.ms;
    await tab.add([scan]);
    server.fates.push('never_arrives');
    await tab.signedInTo(group);
    await time.pass(0);
    const [kept] = await store.all();
    expect(Math.round((kept?.stamp?.aheadMs ?? 0) / 60_000)).toBe(180);
    await time.pass(60_000);
    const sent = server.recorded.get(scan.id);
    const occurredAt = Date.parse((sent && occurredAtOf(sent)) ?? '');
    expect(Math.abs(occurredAt - trueMs)).toBeLessThan(2_000);
  });
});
