/**
 * How well a searched word fits one of a name's words, 0 (not at all) to 1 (the same).
 * The beginning of a word fits well, for people who are still typing. One slip of a finger (a letter wrong, missing, too
 * many, or two swapped) is forgiven from three letters on, two from six letters on; before the end of the word, one. Numbers
 * forgive nothing: size 4 is not size 5.
 */
export function wordFit(searched: string, named: string): number {
  if (searched === named) return 1;
  const { length } = searched;
  if (/\p{N}/u.test(searched)) return !/^\p{N}+$/u.test(searched) && named.startsWith(searched) ? 0.8 : 0;
  if (named.startsWith(searched)) return 0.8 + (0.15 * length) / named.length;
  // Whoever mistypes rarely mistypes the first letter.
  const first = searched[0] === named[0] ? 0.05 : 0;
  const allowed = length < 3 ? 0 : length < 6 ? 1 : 2;
  const slips = slipsBetween(searched, named, allowed);
  if (slips <= allowed) return 0.75 - 0.12 * slips + first;
  if (length >= 4 && named.includes(searched)) return 0.6;
  if (length >= 4 && begins(searched, named)) return 0.5 + first;
  return 0;
}

/** True when the word begins like the searched one but for one slip. */
function begins(searched: string, named: string): boolean {
  return [-1, 0, 1].some((more) => slipsBetween(searched, named.slice(0, searched.length + more), 1) <= 1);
}

/**
 * How well a search fits a name: the mean of its words' best fits, 0 when one of them fits none. Two words of the name
 * also count as one ("peanutbutter"). By a little, a name that begins with what was searched fits better, and one of fewer
 * words.
 */
export function searchFit(searched: readonly string[], named: readonly string[]): number {
  const joined = named.slice(1).map((word, at) => `${named[at] ?? ''}${word}`);
  let sum = 0;
  for (const word of searched) {
    const best = Math.max(
      0,
      ...named.map((other) => wordFit(word, other)),
      ...joined.map((other) => 0.95 * wordFit(word, other)),
    );
    if (best === 0) return 0;
    sum += best;
  }
  const begun = wordFit(searched[0] ?? '', named[0] ?? '') > 0 ? 0.03 : 0;
  return sum / searched.length + begun + 0.02 / Math.max(1, named.length);
}

/** Letters wrong, missing, too many, or swapped with their neighbour; anything over `most` counts as `most + 1`. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      }
      row.push(slips);
    }
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
}
