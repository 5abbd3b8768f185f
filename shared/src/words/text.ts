/** What turns the direction of the text around it: a name with one in it would scramble every line that shows it. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
/** Anything to see: not blank, not a mark, not one of the letters that have no shape. */
const visible = /[^\p{Cc}\p{Cf}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/**
 * True for text that people wrote: something to see, no control characters but line breaks, nothing that turns the
 * direction of other text, at most `most` characters. Joiners stay allowed: scripts and emoji need them.
 */
export function isWords(value: unknown, most: number): value is string {
  if (typeof value !== 'string' || value.length > most || !visible.test(value) || !value.isWellFormed())
    return false;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if ((unit < 32 && unit !== 10) || unit === 127 || unit >= 0xfffe) return false;
    if ((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069)) return false;
  }
  return true;
}

/** Text as it was pasted or listed, without what turns the direction of other text. */
export function withoutDirections(text: string): string {
  return text.replace(directions, '');
}
