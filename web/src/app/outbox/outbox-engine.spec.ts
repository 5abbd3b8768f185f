import type { Id } from '@shared/words/id';
import { entryOf, type NewEntry } from './outbox-entry';
import type { OutboxView } from './outbox-parts';
import { simulatedDevice, type SimulatedTime } from './simulated-device';

const group = 'group-1';
const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;

let made = 0;
function movement(time: SimulatedTime, holdMs = 0, id: Id = `movement-${++made}`): NewEntry {
  const line = {
    ...{ id, reason: 'donation' as const, itemId: 'beans', quantity: 1, toSiteId: 'eastside' },
    occurredAt: time.now().toISOString(),
  } as const;
  return entryOf({ kind: 'movement', line }, about, group, id, time.now(), holdMs);
}

function undo(time: SimulatedTime, movementId: Id): NewEntry {
  const id = `undo-${++made}`;
  return entryOf(
    { kind: 'reversal', movementId, request: { id, note: 'Slip' } },
    about,
    group,
    id,
    time.now(),
    0,
  );
}

describe('the outbox', () => {
  it('keeps a scan before it sends it, and lets it go on the server’s word', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    const adding = tab.add([scan]);
    await adding;
    await time.pass(0);
    expect([...server.recorded.keys()]).toEqual([scan.id]);
    expect(await store.all()).toEqual([]);
    expect(tab.view.lastSyncedAt).toBe(time.now().toISOString());
  });

  it('sends nothing while nobody is signed in, nor what belongs to another group', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.add([movement(time)]);
    await tab.signedInTo('group-2');
    await time.pass(120_000);
    expect(server.batches).toEqual([]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
    expect(await store.all()).toEqual([]);
  });

  it('sends in the order of scanning, movements together, other commands by themselves', async () => {
    const { time, server, openTab } = simulatedDevice();
    const tab = openTab();
    const [a, b, c] = [movement(time), movement(time), movement(time)];
    const back = undo(time, a.id);
    await tab.add([a, b, back, c]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.batches).toEqual([[a.id, b.id], [back.id], [c.id]]);
  });

  it('sends at most 500 movements at once', async () => {
    const { time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.add(Array.from({ length: 1_203 }, () => movement(time)));
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.batches.map((batch) => batch.length)).toEqual([500, 500, 203]);
    expect(server.recorded.size).toBe(1_203);
  });

  it('tries again with growing pauses until there is an answer, and records once though answers are lost', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    server.fates.push('never_arrives', 'answer_lost', 'never_arrives', 'answer_lost');
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    await tab.add([scan]);
    await time.pass(0);
    expect(tab.view.state).toBe('retrying');
    expect((await store.all())[0]?.state).toBe('sent');
    await time.pass(60_000);
    expect(server.batches).toEqual(Array(5).fill([scan.id]));
    expect(server.recorded.size).toBe(1);
    expect(await store.all()).toEqual([]);
  });

  it('waits as long as the server asks', async () => {
    const { time, server, openTab } = simulatedDevice();
    server.fates.push('busy');
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time)]);
    await time.pass(6_900);
    expect(server.batches.length).toBe(1);
    await time.pass(200);
    expect(server.recorded.size).toBe(1);
  });

  it('keeps everything when the session ends, and goes on after signing in again', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    server.fates.push(...Array<'signed_out'>(20).fill('signed_out'));
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time), movement(time)]);
    await time.pass(300_000);
    expect(tab.view.state).toBe('signed_out');
    expect((await store.all()).length).toBe(2);
    server.fates.length = 0;
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(2);
  });

  it('keeps what is refused with its reason, lets the rest through, and forgets it only when told', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    const [good, bad, alsoGood] = [movement(time), movement(time), movement(time)];
    server.refuses.add(bad.id);
    await tab.add([good, bad, alsoGood]);
    await tab.signedInTo(group);
    await time.pass(0);
    expect([...server.recorded.keys()]).toEqual([good.id, alsoGood.id]);
    expect((await store.all()).map((entry) => [entry.id, entry.state, entry.refusal?.code])).toEqual([
      [bad.id, 'refused', 'unknown_item'],
    ]);
    server.refuses.clear();
    await tab.retry(bad.id);
    await time.pass(0);
    expect(server.recorded.has(bad.id)).toBe(true);

    const worse = movement(time);
    server.refuses.add(worse.id);
    await tab.add([worse]);
    await time.pass(0);
    expect(await tab.discard(worse.id, 'Scanned by mistake')).toBe(true);
    expect(await store.all()).toEqual([]);
    expect((await tab.discarded()).map(({ entry, reason }) => [entry.id, reason])).toEqual([
      [worse.id, 'Scanned by mistake'],
    ]);
  });

  it('finds the one line that makes a whole batch unreadable', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    const tab = openTab();
    const scans = Array.from({ length: 40 }, () => movement(time));
    const spoiler = scans[17]?.id ?? '';
    server.spoils.add(spoiler);
    await tab.add(scans);
    await tab.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(39);
    expect((await store.all()).map((entry) => entry.id)).toEqual([spoiler]);
  });

  it('holds a scan for a correction: until then it is changed or taken back, and never after', async () => {
    const { time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    const [scan, slip] = [movement(time, 2_500), movement(time, 2_500)];
    await tab.add([scan, slip]);
    await time.pass(2_000);
    const twelve = { ...about, quantity: 12 };
    const command = movement(time, 0, scan.id).command;
    expect(await tab.amend(scan.id, () => ({ command, about: twelve, notBefore: time.ms + 2_500 }))).toBe(
      true,
    );
    expect(await tab.withdraw(slip.id)).toBe(true);
    await time.pass(2_400);
    expect(server.batches).toEqual([]);
    await time.pass(200);
    expect(server.batches).toEqual([[scan.id]]);
    expect(await tab.withdraw(scan.id)).toBe(false);
    expect(await tab.amend(scan.id, (entry) => entry)).toBe(false);
  });

  it('never changes what may have reached the server already', async () => {
    const { time, server, openTab } = simulatedDevice();
    server.fates.push('answer_lost');
    const tab = openTab();
    await tab.signedInTo(group);
    const scan = movement(time);
    await tab.add([scan]);
    await time.pass(0);
    expect(await tab.withdraw(scan.id)).toBe(false);
    await time.pass(5_000);
    expect(server.recorded.size).toBe(1);
  });

  it('sends what is held at once when the page goes away', async () => {
    const { time, server, openTab } = simulatedDevice();
    const tab = openTab();
    await tab.signedInTo(group);
    await tab.add([movement(time, 2_500)]);
    await tab.release();
    await time.pass(0);
    expect(server.recorded.size).toBe(1);
  });

  it('is sent by one tab at a time, and all tabs hear of it', async () => {
    const { time, server, openTab } = simulatedDevice();
    const [first, second] = [openTab(), openTab()];
    const heard: Id[] = [];
    second.onOutcomes((outcomes) => heard.push(...outcomes.map((outcome) => outcome.id)));
    await Promise.all([first.signedInTo(group), second.signedInTo(group)]);
    const scans = Array.from({ length: 30 }, () => movement(time));
    await Promise.all(scans.map((scan, n) => (n % 2 ? first : second).add([scan])));
    await time.pass(1_000);
    expect(server.batches.flat().length).toBe(30);
    expect(server.recorded.size).toBe(30);
    expect(heard.sort()).toEqual(scans.map((scan) => scan.id).sort());
  });

  it('reads only what is new where another tab keeps more', async () => {
    const { store, time, person, openTab } = simulatedDevice();
    person.saysOffline = true;
    const [first, second] = [openTab(), openTab()];
    await Promise.all([first.signedInTo(group), second.signedInTo(group)]);
    await first.add(Array.from({ length: 100 }, () => movement(time)));
    await time.pass(0);
    const [all, read]: [typeof store.all, number[]] = [store.all.bind(store), []];
    store.all = async (after) => {
      const entries = await all(after);
      read.push(entries.length);
      return entries;
    };
    for (let n = 0; n < 3; n += 1) {
      await first.add([movement(time)]);
      await time.pass(0);
    }
    expect(read).toEqual([1, 1, 1]);
    // Both at the same time: neither misses the other's, or has its own twice.
    await Promise.all([first, second].map((tab) => tab.add([movement(time)])));
    await time.pass(0);
    for (const tab of [first, second]) expect(tab.view.entries).toEqual(await all());
  });

  it('goes on after a crash between the server’s answer and the device’s note of it', async () => {
    const { store, time, server, openTab } = simulatedDevice();
    server.fates.push('answer_lost');
    const crashed = openTab();
    await crashed.signedInTo(group);
    await crashed.add([movement(time), movement(time)]);
    await time.pass(0);
    crashed.stop();
    const views: OutboxView[] = [];
    const reopened = openTab();
    reopened.onView((view) => views.push(view));
    await reopened.signedInTo(group);
    await time.pass(0);
    expect(server.recorded.size).toBe(2);
    expect(await store.all()).toEqual([]);
    expect(views.at(-1)?.entries).toEqual([]);
  });

  it('says so when the device cannot keep a scan', async () => {
    const { time, openTab, store } = simulatedDevice();
    store.add = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    const tab = openTab();
    await tab.signedInTo(group);
    await expect(tab.add([movement(time)])).rejects.toThrow('Full');
    expect(tab.view.state).toBe('storage_failed');
  });

  it('looks soon again when the device could not keep an answer, and at once when it keeps a scan again', async () => {
    const { time, openTab, store, server } = simulatedDevice();
    const change = store.change.bind(store);
    const full = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    const tab = openTab();
    await tab.signedInTo(group);
    store.change = full;
    await tab.add([movement(time)]);
    await time.pass(100);
    expect([tab.view.state, server.recorded.size]).toEqual(['storage_failed', 0]);
    store.change = change;
    await time.pass(2_000);
    expect([tab.view.state, server.recorded.size]).toEqual(['idle', 1]);

    store.change = full;
    await tab.add([movement(time)]);
    await time.pass(20_000);
    store.change = change;
    await tab.add([movement(time)]);
    await time.pass(0);
    expect([tab.view.state, server.recorded.size, await store.all()]).toEqual(['idle', 3, []]);
  });
});
