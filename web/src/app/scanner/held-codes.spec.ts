import { HeldCodes } from './held-codes';

const bean = { text: 'bean', agreeing: 1 };
const rice = { text: 'rice', agreeing: 1 };

/** What counts over frames, each `[ms, codes]`. */
function counted(frames: readonly [number, readonly { text: string; agreeing: number }[]][]): string[] {
  const held = new HeldCodes();
  return frames.flatMap(([at, codes]) => held.see(codes, at));
}

describe('codes held before the camera', () => {
  it('count once however long they are held', () => {
    expect(counted([...Array(100).keys()].map((n) => [n * 100, [bean]]))).toEqual(['bean']);
  });

  it('count once though single frames miss them', () => {
    expect(counted([...Array(60).keys()].map((n) => [n * 100, n % 3 === 0 ? [bean] : []]))).toEqual(['bean']);
  });

  it('count again after 1.5 seconds out of view', () => {
    expect(
      counted([
        [0, [bean]],
        [800, []],
        [1_600, []],
        [1_700, [bean]],
      ]),
    ).toEqual(['bean', 'bean']);
  });

  it('count again sooner when another code was shown alone in between', () => {
    expect(
      counted([
        [0, [bean]],
        [300, [rice]],
        [700, [bean]],
      ]),
    ).toEqual(['bean', 'rice', 'bean']);
  });

  it('count once each when two are in view and frames see now one, now the other', () => {
    const frames = [...Array(40).keys()].map((n): [number, (typeof bean)[]] => [
      n * 80,
      n % 3 === 0 ? [bean, rice] : n % 3 === 1 ? [bean] : [rice],
    ]);
    expect(counted(frames).sort()).toEqual(['bean', 'rice']);
  });

  it('wait for a second frame that agrees where a part may read as a whole', () => {
    const itf = { text: '10012345678902', agreeing: 2 };
    expect(counted([[0, [itf]]])).toEqual([]);
    expect(
      counted([
        [0, [itf]],
        [80, [itf]],
        [160, [itf]],
      ]),
    ).toEqual(['10012345678902']);
  });

  it('count again when asked to', () => {
    const held = new HeldCodes();
    held.see([bean], 0);
    held.again();
    expect(held.see([bean], 100)).toEqual(['bean']);
  });
});
