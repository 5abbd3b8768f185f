import { setTimeout as delay } from 'node:timers/promises';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Page } from '@shared/words/page';
import { startTestApp, type TestApp } from '../support/test-app';
import { seededRandom } from './seeded-random';
import { ToldHistory } from './told-history';

const hour = 3_600_000;

describe('the figures while many scan and read at once', () => {
  let now = new Date('2026-11-20T15:00:00Z');
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
  });

  afterAll(() => server.close());

  it('wait for a scan that is being recorded, and miss nothing of it', async () => {
    const history = await ToldHistory.begin(server);
    const siteId = await history.addSite('Slow pantry');
    const itemId = await history.addItem('Slow beans');
    const donation = { reason: 'donation', itemId, quantity: 5, to: siteId } as const;
    const onHand = async () => {
      const path = `/api/v1/reports/shortages?status=all&siteId=${siteId}`;
      return (await server.organizer.get<Page<ShortageReply>>(path)).body.data[0]?.onHand;
    };
    await history.move({ ...donation, at: now });
    let finish: () => void = () => undefined;
    const slow = history.move({ ...donation, at: now }, new Promise<void>((resolve) => (finish = resolve)));
    await delay(200);
    const read = onHand();
    await delay(200);
    finish();
    await slow;
    expect(await read).toBe(10);
    expect(await onHand()).toBe(10);
  });

  it('are those of the ledger when it is quiet again, over the change of a day too', async () => {
    const history = await ToldHistory.begin(server);
    for (const name of ['North', 'South']) await history.addSite(name);
    for (let n = 0; n < 6; n++) await history.addItem(`Item ${n}`);
    const random = seededRandom(11);
    const oneOf = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
    const report = async (query: string) => {
      const path = `/api/v1/reports/shortages?status=all&limit=500${query}`;
      const answer = await server.organizer.get<Page<ShortageReply>>(path);
      expect(answer.status).toBe(200);
      return answer.body.data;
    };
    const scan = () => {
      const itemId = oneOf(history.itemIds);
      const [from, to] = history.siteIds as [string, string];
      const at = new Date(now.getTime() - random() * 200 * hour);
      const quantity = 1 + Math.floor(random() * 9);
      const what = random();
      if (what < 0.3)
        return history.move({ at, reason: 'donation', itemId, quantity, to: oneOf(history.siteIds) });
      if (what < 0.7)
        return history.move({ at, reason: 'distribution', itemId, quantity, from: oneOf(history.siteIds) });
      if (what < 0.8) return history.move({ at, reason: 'transfer', itemId, quantity, from, to });
      if (what < 0.9) return history.ask(from, itemId, quantity, at);
      return history.setParLevel(random() < 0.5 ? null : from, itemId, {
        minimum: quantity,
        target: quantity * 2,
      });
    };
    for (let round = 0; round < 12; round++) {
      const jobs: Promise<unknown>[] = Array.from({ length: 30 }, scan);
      for (let n = 0; n < 6; n++) jobs.push(report(''));
      now = new Date(now.getTime() + 5 * hour);
      await Promise.all(jobs);
      expect(await report('')).toEqual(await report(`&asOf=${now.toISOString()}`));
    }
  });
});
