/**
 * Widths of bars and spaces, in modules, of the 107 Code 128 characters (ISO/IEC 15417, table 1); the last is "stop".
 * One digit a bar or space, beginning with a bar.
 */
const patterns = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
)
  .split(' ')
  .map((pattern) => [...pattern].map(Number));

const startB = 104;
const stop = 106;

/**
 * Widths in modules of the alternating bars and spaces of `text` in Code 128, code set B, with check character; the
 * quiet zones are not included. Undefined when a character is outside printable ASCII.
 *
 * Our own codes mix letters and digits, so that code set C would save nothing. It is here, and not from bwip-js,
 * because a sheet of a thousand labels spends most of its time in the symbols; the spec compares the two.
 */
export function code128Bars(text: string): number[] | undefined {
  if (!/^[ -~]+$/.test(text)) return undefined;
  const widths = [...(patterns[startB] ?? [])];
  let sum = startB;
  for (let index = 0; index < text.length; index += 1) {
    const value = text.charCodeAt(index) - 32;
    sum += value * (index + 1);
    widths.push(...(patterns[value] ?? []));
  }
  widths.push(...(patterns[sum % 103] ?? []), ...(patterns[stop] ?? []));
  return widths;
}
