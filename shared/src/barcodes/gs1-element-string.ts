import { checkValue, leadingApplicationIdentifier } from './gs1-application-identifier';
import { type Refusal, refuse } from './refusal';

/** An Application Identifier and its value, as in `['10', 'LOT7']`. */
export type Gs1Element = readonly [ai: string, value: string];

/** What a scanner sends for the separator FNC1 between elements: ASCII 29, Group Separator. */
export const groupSeparator = '\x1d';

/**
 * Reads data in GS1 syntax as a scanner sends it: elements one after the other, without the FNC1 that opens the symbol, a group
 * separator behind each value whose length is not predefined (General Specifications 7.8). A separator behind other values, and one at
 * the very end, are passed over. Elements come back in the order scanned; repeats are kept.
 */
export function readElementString(data: string): Gs1Element[] | Refusal {
  if (data === '') return refuse('empty', 'The code holds no data.');
  const elements: Gs1Element[] = [];
  let at = 0;
  while (at < data.length) {
    const entry = leadingApplicationIdentifier(data, at);
    if (!entry) {
      return refuse(
        'unknown_ai',
        `No application identifier of GS1 begins with ${shown(data.slice(at, at + 4))}.`,
      );
    }
    const from = at + entry.ai.length;
    const separator = data.indexOf(groupSeparator, from);
    const end = checkValue(entry, data, from, separator === -1 ? data.length : separator);
    if (typeof end !== 'number') return end;
    elements.push([entry.ai, data.slice(from, end)]);
    const separated = data.startsWith(groupSeparator, end);
    if (!entry.predefinedLength && !separated && end < data.length) {
      return refuse('length', `The value of (${entry.ai}) ${entry.title} is too long.`);
    }
    at = separated ? end + 1 : end;
  }
  return elements;
}

const shown = (text: string): string => JSON.stringify(text);
