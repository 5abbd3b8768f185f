import { Problem } from '@shared/words/problem';
import { FairQueue, type FairQueueSettings } from './fair-queue';

const settings: FairQueueSettings = {
  atWork: 2,
  waiting: 10,
  patienceMs: 1_000,
  now: () => 0,
  random: () => 0,
};

/** Jobs that end when they are told to, and the order in which they began. */
function jobs(queue: FairQueue) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    began,
    run: (whose: string, name: string) =>
      queue.run(whose, async () => {
        began.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
      }),
    end: async (name: string) => {
      ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a fair queue', () => {
  it('runs so many at once, and everybody in turn', async () => {
    const { began, run, end } = jobs(new FairQueue(settings));
    const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'].map((name) => run(name.charAt(0), name));
    expect(began).toEqual(['a1', 'a2']);
    for (let n = 0; n < all.length; n++) await end(began[n] as string);
    expect(began).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'b2']);
    await Promise.all(all);
  });

  it('refuses what would wait in a line that is full, with a time to come back', async () => {
    const queue = new FairQueue({ ...settings, waiting: 1, random: () => 0.99 });
    const { run, end } = jobs(queue);
    const all = [run('a', '1'), run('a', '2'), run('b', '3')];
    await expect(run('c', '4')).rejects.toMatchObject({ code: 'too_many', retryAfterSeconds: 5 });
    for (const name of ['1', '2', '3']) await end(name);
    await Promise.all(all);
  });

  it('refuses what waited too long, and goes on', async () => {
    let now = 0;
    const { began, run, end } = jobs(new FairQueue({ ...settings, atWork: 1, now: () => now }));
    const first = run('a', '1');
    const second = run('a', '2').catch((problem: unknown) => problem);
    now = 1_001;
    const third = run('b', '3');
    await end('1');
    expect(await second).toBeInstanceOf(Problem);
    expect(began).toEqual(['1', '3']);
    await end('3');
    await Promise.all([first, third]);
  });

  it('lets the next one in when a job fails', async () => {
    const queue = new FairQueue({ ...settings, atWork: 1 });
    const broken = queue.run('a', () => Promise.reject(new Error('broken')));
    const fine = queue.run('a', () => Promise.resolve('fine'));
    await expect(broken).rejects.toThrow('broken');
    expect(await fine).toBe('fine');
  });
});
