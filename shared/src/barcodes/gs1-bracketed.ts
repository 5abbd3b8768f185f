import { applicationIdentifier, checkWholeValue } from './gs1-application-identifier';
import type { Gs1Element } from './gs1-element-string';
import { type Refusal, refuse } from './refusal';

/**
 * Reads the human readable form that stands under the bars and that people type: `(01)09520123456788(17)270131(10)LOT7`.
 * A bracket inside a value is written `\(`. Spaces around values do not count: no value can hold one.
 */
export function readBracketedText(text: string): Gs1Element[] | Refusal {
  const elements: Gs1Element[] = [];
  let at = 0;
  while (at < text.length) {
    const close = text.indexOf(')', at);
    if (text.charAt(at) !== '(' || close === -1) {
      return refuse(
        'malformed_brackets',
        'Each value must follow its application identifier in brackets, as in (10)LOT7.',
      );
    }
    const entry = applicationIdentifier(text.slice(at + 1, close));
    if (!entry)
      return refuse(
        'unknown_ai',
        `GS1 has no application identifier ${text.slice(at, Math.min(close, at + 8) + 1)}.`,
      );
    const next = nextBracket(text, close + 1);
    const value = text
      .slice(close + 1, next)
      .replace(/\\\(/g, '(')
      .trim();
    const problem = checkWholeValue(entry, value);
    if (problem) return problem;
    elements.push([entry.ai, value]);
    at = next;
  }
  return elements.length > 0 ? elements : refuse('empty', 'The code holds no data.');
}

/** Where the next bracket opens that is not part of a value; the end of the text when none does. */
function nextBracket(text: string, from: number): number {
  let at = text.indexOf('(', from);
  while (at !== -1 && text.charAt(at - 1) === '\\') at = text.indexOf('(', at + 1);
  return at === -1 ? text.length : at;
}
