import { Together } from './together';

describe('doing things together', () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const settled = async () => {
    for (let n = 0; n < 5; n++) await turn();
  };

  /** Rounds that end when they are told to. */
  function rounds(most = 3, patienceMs = 60_000) {
    const open: { jobs: readonly string[]; end: () => void }[] = [];
    const together = new Together<string, string>({
      ...{ most, rounds: 2, patienceMs },
      work: (jobs) =>
        new Promise((resolve) => {
          open.push({
            jobs,
            end: () => {
              resolve(
                jobs.map((job) =>
                  job === 'bad'
                    ? { status: 'rejected', reason: new Error('bad') }
                    : { status: 'fulfilled', value: `${job}!` },
                ),
              );
            },
          });
        }),
    });
    return { open, together, jobs: () => open.map((round) => round.jobs.join('')) };
  }

  it('begins at once with what arrived in the same turn, and gathers the rest, so many at a time', async () => {
    const { open, together, jobs } = rounds();
    const answers = ['a', 'b'].map((job) => together.do('x', job));
    await settled();
    answers.push(...['c', 'd', 'e', 'f'].map((job) => together.do('x', job)));
    await settled();
    expect(jobs()).toEqual(['ab']);
    open[0]?.end();
    await settled();
    expect(jobs()).toEqual(['ab', 'cde']);
    open[1]?.end();
    await settled();
    open[2]?.end();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!', 'f!']);
  });

  it('has the next round at work before the last one is answered', async () => {
    const { open, together, jobs } = rounds();
    const first = together.do('x', 'a').then(() => jobs());
    await settled();
    void together.do('x', 'b');
    open[0]?.end();
    expect(await first).toEqual(['a', 'b']);
  });

  it('lets one kind not wait for another', async () => {
    const { together, jobs } = rounds();
    void together.do('x', 'a');
    void together.do('y', 'b');
    await settled();
    expect(jobs()).toEqual(['a', 'b']);
  });

  it('lets a round that takes long hold up the others no longer, up to a bound', async () => {
    const { open, together, jobs } = rounds(3, 5);
    const answers = [together.do('x', 'a')];
    for (const job of ['b', 'c']) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      answers.push(together.do('x', job));
      await settled();
    }
    expect(jobs()).toEqual(['a', 'b']);
    open[1]?.end();
    await settled();
    expect(jobs()).toEqual(['a', 'b', 'c']);
    for (const round of open) round.end();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!']);
  });

  it('settles each by itself, and goes on after a round that failed', async () => {
    const { open, together } = rounds();
    const [good, bad] = [together.do('x', 'a'), together.do('x', 'bad')];
    await settled();
    open[0]?.end();
    await expect(bad).rejects.toThrow('bad');
    expect(await good).toBe('a!');
    const failing = new Together<string, string>({
      ...{ most: 3, rounds: 1, patienceMs: 60_000 },
      work: () => Promise.reject(new Error('away')),
    });
    await expect(failing.do('x', 'a')).rejects.toThrow('away');
    await expect(failing.do('x', 'b')).rejects.toThrow('away');
  });
});
