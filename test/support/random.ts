/** A random source that a seed repeats exactly: mulberry32. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneOf<T>(list: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  shuffled<T>(list: readonly T[]): T[];
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    oneOf: <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T,
    chance: (percent) => next() * 100 < percent,
    shuffled: <T>(list: readonly T[]) => {
      const mixed = [...list];
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = between(0, at);
        [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
      }
      return mixed;
    },
  };
}

/** The seeds of this run: those of LEDGER_SEED (numbers with commas between), else `count` from 1 on. */
export function seeds(count: number): number[] {
  const told = process.env['LEDGER_SEED'];
  return told ? told.split(',').map(Number) : Array.from({ length: count }, (_, n) => n + 1);
}
