/** True for text that people wrote: not blank, no control characters but line breaks, at most `most` characters. */
export function isWords(value: unknown, most: number): value is string {
  if (typeof value !== 'string' || value.length > most || value.trim() === '' || !value.isWellFormed())
    return false;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if ((unit < 32 && unit !== 10) || unit === 127 || unit >= 0xfffe) return false;
  }
  return true;
}
