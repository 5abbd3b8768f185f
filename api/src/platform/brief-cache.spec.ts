import { BriefCache } from './brief-cache';

describe('a brief cache', () => {
  let now = 0;
  let made = 0;
  const make = () => Promise.resolve(`value ${++made}`);
  const cacheOf = (entries = 10) =>
    new BriefCache<string>({ longestMs: 20_000, leastMs: 3_000, entries, now: () => now });
  const get = (cache: BriefCache<string>, key = 'a', owner = 'group') => cache.get(key, make, () => owner);

  beforeEach(() => {
    now = 0;
    made = 0;
  });

  it('makes a value once for all who ask in its time', async () => {
    const cache = cacheOf();
    expect(await Promise.all([get(cache), get(cache)])).toEqual(['value 1', 'value 1']);
    now = 19_999;
    expect(await get(cache)).toBe('value 1');
    now = 20_000;
    expect(await get(cache)).toBe('value 2');
  });

  it('makes it anew sooner when its owner changed, but not at every change', async () => {
    const cache = cacheOf();
    await get(cache);
    cache.changed('another');
    now = 4_000;
    expect(await get(cache)).toBe('value 1');
    cache.changed('group');
    expect(await get(cache)).toBe('value 2');
    cache.changed(null);
    now = 6_999;
    expect(await get(cache)).toBe('value 2');
    now = 7_000;
    expect(await get(cache)).toBe('value 3');
  });

  it('keeps no failure', async () => {
    const cache = cacheOf();
    await expect(
      cache.get(
        'a',
        () => Promise.reject(new Error('down')),
        () => null,
      ),
    ).rejects.toThrow('down');
    expect(await get(cache)).toBe('value 1');
  });

  it('keeps no more than its entries, those made last', async () => {
    const cache = cacheOf(2);
    for (const key of ['a', 'b', 'c']) await get(cache, key);
    expect(await get(cache, 'c')).toBe('value 3');
    expect(await get(cache, 'a')).toBe('value 4');
  });
});
