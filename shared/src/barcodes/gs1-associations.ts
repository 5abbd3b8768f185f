import { applicationIdentifier } from './gs1-application-identifier';
import type { Gs1Element } from './gs1-element-string';
import { type Refusal, refuse } from './refusal';

/**
 * The same identifier twice with two values: two lots, two dates or two products in one scan. Nothing can be concluded from it.
 * Twice with the same value is allowed (General Specifications 4.14.1).
 */
export function contradiction(elements: readonly Gs1Element[]): Refusal | null {
  const values = new Map<string, string>();
  for (const [ai, value] of elements) {
    const before = values.get(ai);
    if (before !== undefined && before !== value)
      return refuse('contradiction', `The code states (${ai}) twice, with two values.`);
    values.set(ai, value);
  }
  return null;
}

/**
 * Whether the elements may stand together by GS1's rules: no contradiction, no invalid pairs (General Specifications 4.14.1), no missing
 * companions (4.14.2), a digital signature only on a key with a serial number. For those who print labels; reading is more lenient, since
 * a lot number on a code of its own is still a lot number.
 */
export function associationProblem(elements: readonly Gs1Element[]): Refusal | null {
  const repeated = contradiction(elements);
  if (repeated) return repeated;
  const present = elements.map(([ai]) => ai);
  for (const ai of present) {
    const entry = applicationIdentifier(ai);
    if (!entry) continue;
    const unwanted = present.find(
      (other) => other !== ai && entry.excludes.some((pattern) => matches(other, pattern)),
    );
    if (unwanted) return refuse('contradiction', `(${ai}) and (${unwanted}) may not stand in one code.`);
    const companions = entry.requires;
    const has = (pattern: string) => present.some((other) => other !== ai && matches(other, pattern));
    if (companions.length > 0 && !companions.some((together) => together.every(has))) {
      const needed = companions.map((together) => together.join(' with ')).join(', ');
      return refuse('contradiction', `(${ai}) needs one of these in the same code: ${needed}.`);
    }
  }
  return unserialisedSignature(elements);
}

/** Where the serial number of a key begins, for keys whose serial number is optional. */
const lengthWithoutSerial = new Map([
  ['253', 13],
  ['255', 13],
  ['8003', 14],
]);

function unserialisedSignature(elements: readonly Gs1Element[]): Refusal | null {
  if (!elements.some(([ai]) => ai === '8030')) return null;
  const bare = elements.find(([ai, value]) => value.length <= (lengthWithoutSerial.get(ai) ?? 0));
  return bare
    ? refuse('contradiction', `A digital signature (8030) needs a serial number in (${bare[0]}).`)
    : null;
}

function matches(ai: string, pattern: string): boolean {
  const known = pattern.replace(/n+$/, '');
  return ai.length === pattern.length && ai.startsWith(known);
}
