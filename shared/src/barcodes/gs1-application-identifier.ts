import { gs1AiTable } from './gs1-ai-table';
import { type Gs1Linter, gs1Linter } from './gs1-linters';
import { type Refusal, refuse } from './refusal';

/** One Application Identifier: what a number in front of a value says about that value. */
export interface ApplicationIdentifier {
  readonly ai: string;
  /** GS1's short name, such as `BATCH/LOT`. */
  readonly title: string;
  readonly inLink: 'primary_key' | 'attribute' | 'neither';
  /** Qualifiers that may follow the key in a Digital Link, in this order; one list per alternative. */
  readonly qualifiers: readonly (readonly string[])[];
  /** Alternatives, of each of which all must be in the same message. `n` stands for any digit. */
  readonly requires: readonly (readonly string[])[];
  readonly excludes: readonly string[];
  /** True where the value ends by its length alone, without a separator (General Specifications 7.8.5). */
  readonly predefinedLength: boolean;
  readonly components: readonly Component[];
  readonly shortest: number;
  readonly longest: number;
}

interface Component {
  readonly characters: 'N' | 'X' | 'Y' | 'Z';
  readonly shortest: number;
  readonly longest: number;
  readonly optional: boolean;
  readonly linters: readonly Gs1Linter[];
}

/** Identifiers that begin so have a predefined length (General Specifications figure 7.8.5-2). 23 was in the list once and is not. */
const predefined = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;

/** The entry for a whole identifier (`'3103'`), or undefined. */
export const applicationIdentifier = (ai: string): ApplicationIdentifier | undefined =>
  table().entries.get(ai);

/** The entry whose number the data begins with. Numbers with the same first two digits are equally long, so there is one at most. */
export function leadingApplicationIdentifier(data: string, at: number): ApplicationIdentifier | undefined {
  const { entries, lengths } = table();
  const length = lengths.get(data.slice(at, at + 2));
  return length === undefined ? undefined : entries.get(data.slice(at, at + length));
}

/** Characters of GS1's sets 82, 39 and 64 (General Specifications figures 7.11-1 to 7.11-3). */
const allowed = {
  N: /^[0-9]*$/,
  X: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[-_0-9A-Za-z]*={0,2}$/,
};

/**
 * Checks a value from `at` in `data` up to at most `end`, component by component.
 * Returns the place behind the last character that belongs to it (data may go on there), or why it cannot be.
 */
export function checkValue(
  entry: ApplicationIdentifier,
  data: string,
  at: number,
  end: number,
): number | Refusal {
  if (at === end)
    return refuse('missing_value', `Application identifier (${entry.ai}) ${entry.title} has no value.`);
  let from = at;
  for (const component of entry.components) {
    const part = data.slice(from, Math.min(end, from + component.longest));
    if (part === '' && component.optional) continue;
    if (part.length < component.shortest)
      return refuse('length', `The value of (${entry.ai}) ${entry.title} is too short.`);
    if (!allowed[component.characters].test(part) || (component.characters === 'Z' && !isPadded(part))) {
      return refuse(
        'characters',
        `The value of (${entry.ai}) ${entry.title} has a character that may not be in it.`,
      );
    }
    for (const linter of component.linters) {
      if (!linter.passes(part))
        return refuse(linter.reason, `(${entry.ai}) ${entry.title} must be ${linter.must}.`);
    }
    from += part.length;
  }
  return from;
}

/** As `checkValue`, for a value that stands by itself: nothing may be left over. Null when all is well. */
export function checkWholeValue(entry: ApplicationIdentifier, value: string): Refusal | null {
  if (value.length > entry.longest)
    return refuse('length', `The value of (${entry.ai}) ${entry.title} is too long.`);
  const checked = checkValue(entry, value, 0, value.length);
  if (typeof checked !== 'number') return checked;
  return checked === value.length
    ? null
    : refuse('length', `The value of (${entry.ai}) ${entry.title} is too long.`);
}

/** Padding signs, where there are any, fill the text to a multiple of three. */
const isPadded = (text: string): boolean => !text.endsWith('=') || text.length % 3 === 0;

let parsed: { entries: Map<string, ApplicationIdentifier>; lengths: Map<string, number> } | undefined;

/** The table, parsed when first asked for: about a millisecond, once. */
function table() {
  if (parsed) return parsed;
  const entries = new Map<string, ApplicationIdentifier>();
  const lengths = new Map<string, number>();
  for (const line of gs1AiTable.trim().split('\n')) {
    const [range = '', link = '', spec = '', rules = '', title = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    const [first = '', last = first] = range.split('-');
    const shared = {
      title,
      ...linkAndRules(link, rules),
      predefinedLength: predefined.test(first),
      ...value(spec),
    };
    for (let number = Number(first); number <= Number(last); number++) {
      const ai = String(number).padStart(first.length, '0');
      entries.set(ai, { ai, ...shared });
      lengths.set(ai.slice(0, 2), ai.length);
    }
  }
  return (parsed = { entries, lengths });
}

function linkAndRules(link: string, rules: string) {
  const rule = (name: string) => new RegExp(`(?:^| )${name}=(\\S+)`).exec(rules)?.[1];
  const lists = (text: string | undefined, outer: string, inner: string) =>
    text === undefined ? [] : text.split(outer).map((list) => list.split(inner));
  const inLink = link === 'K' ? 'primary_key' : link === 'D' ? 'attribute' : 'neither';
  return {
    inLink,
    qualifiers: lists(rule('path'), '/', ','),
    requires: lists(rule('req'), ',', '+'),
    excludes: rule('ex')?.split(',') ?? [],
  } as const;
}

function value(spec: string) {
  const components = spec.split(' ').map((text): Component => {
    const [, characters, upTo, length, names = '', optional] =
      /^([NXYZ])(\.\.)?(\d+)([^?]*)(\?)?$/.exec(text) ?? [];
    if (characters !== 'N' && characters !== 'X' && characters !== 'Y' && characters !== 'Z') {
      throw new Error(`The table of application identifiers has a component that cannot be read: ${text}`);
    }
    const longest = Number(length);
    const linters = names.split(',').filter(Boolean).map(gs1Linter);
    return { characters, shortest: upTo ? 1 : longest, longest, optional: optional === '?', linters };
  });
  const sum = (lengthOf: (component: Component) => number) =>
    components.reduce((total, component) => total + lengthOf(component), 0);
  return {
    components,
    shortest: sum((component) => (component.optional ? 0 : component.shortest)),
    longest: sum((component) => component.longest),
  };
}
