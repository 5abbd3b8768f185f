import {
  type ApplicationIdentifier,
  applicationIdentifier,
  checkWholeValue,
} from './gs1-application-identifier';
import type { Gs1Element } from './gs1-element-string';
import { isDigits } from './check-digit';
import { type Refusal, isRefusal, refuse } from './refusal';

export interface DigitalLinkOptions {
  /**
   * Also read GTIN-8, -12 and -13 in the link, as links of the first editions of the standard had them. Since edition 1.2 a GTIN in a link
   * has 14 digits, and a shorter one is refused.
   */
  readonly shortGtins?: boolean;
}

interface Found {
  readonly entry: ApplicationIdentifier;
  readonly value: string;
}

/**
 * Reads a web address in the form of the GS1 Digital Link standard (URI Syntax 1.6): on any host and below any path, a primary key, its
 * qualifiers in their order, attributes in the query: `https://brand.example/01/09520123456788/10/LOT7?17=270131`.
 *
 * Null for an address that is not meant as one: no primary key with something that looks like its value. Query names that are not
 * numbers, and the fragment, are passed over.
 */
export function readDigitalLink(
  text: string,
  options: DigitalLinkOptions = {},
): Gs1Element[] | Refusal | null {
  // The scheme is all small or all capital letters: QR codes are smaller in capitals.
  const scheme = /^(?:https?|HTTPS?):\/\//.exec(text)?.[0];
  if (scheme === undefined) return null;
  const [address = ''] = text.slice(scheme.length).split('#', 1);
  const question = address.indexOf('?');
  const [host = '', ...segments] = (question === -1 ? address : address.slice(0, question)).split('/');
  if (!meantAsDigitalLink(segments)) return null;

  if (!/^[-A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%]*$/.test(text)) {
    return refuse('characters', 'The web address has a character that may not be in one.');
  }
  if (!/^[-A-Za-z0-9.:[\]]+$/.test(host)) return refuse('malformed_link', 'The web address names no host.');
  const path = readPath(segments, options);
  if (isRefusal(path)) return path;
  const query = readQuery(question === -1 ? '' : address.slice(question + 1), path, options);
  if (isRefusal(query)) return query;

  const elements: Gs1Element[] = [];
  for (const { entry, value } of [...path, ...query]) {
    const problem = checkWholeValue(entry, value);
    if (problem) return problem;
    elements.push([entry.ai, value]);
  }
  return elements;
}

/** A primary key and, behind it, four digits and more: `/01/09520…`, but not the dates in `/2027/01/15/`. */
function meantAsDigitalLink(segments: readonly string[]): boolean {
  return segments.some(
    (segment, at) => isPrimaryKey(segment) && /^[0-9]{4}.{4,}/.test(segments[at + 1] ?? ''),
  );
}

const isPrimaryKey = (segment: string): boolean => applicationIdentifier(segment)?.inLink === 'primary_key';

/** Pairs of identifier and value from the end of the path back to the last primary key; what stands before belongs to the host. */
function readPath(segments: readonly string[], options: DigitalLinkOptions): Found[] | Refusal {
  const found: Found[] = [];
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const ai = segments[at] ?? '';
    const entry = applicationIdentifier(ai);
    if (!entry) break;
    const value = decoded(segments[at + 1] ?? '', false);
    if (value === null)
      return refuse('characters', `The value of (${ai}) holds a character that no code can hold.`);
    found.unshift({ entry, value: withFullGtin(ai, value, options) });
    if (entry.inLink !== 'primary_key') continue;
    return isPath(found.map((pair) => pair.entry.ai))
      ? found
      : refuse(
          'malformed_link',
          `In a GS1 Digital Link, what follows (${ai}) in the path must be its qualifiers in their order.`,
        );
  }
  return refuse(
    'malformed_link',
    'The path of the web address does not end in a GS1 key and its qualifiers.',
  );
}

/** A primary key and some of its qualifiers, of one alternative, in the order of the table. */
function isPath([key = '', ...following]: readonly string[]): boolean {
  const alternatives = applicationIdentifier(key)?.qualifiers ?? [];
  if (following.length === 0) return isPrimaryKey(key);
  return alternatives.some((order) => {
    let from = 0;
    return following.every((ai) => (from = order.indexOf(ai, from) + 1) > 0);
  });
}

function readQuery(query: string, path: readonly Found[], options: DigitalLinkOptions): Found[] | Refusal {
  const found: Found[] = [];
  const inPath = path.map((pair) => pair.entry.ai);
  const seen = new Set(inPath);
  for (const parameter of query.split('&')) {
    const equals = parameter.indexOf('=');
    const ai = parameter.slice(0, equals);
    if (equals < 1 || !isDigits(ai)) continue;
    const entry = applicationIdentifier(ai);
    if (!entry) return refuse('unknown_ai', `GS1 has no application identifier (${ai.slice(0, 8)}).`);
    const value = decoded(parameter.slice(equals + 1), true);
    if (value === null)
      return refuse('characters', `The value of (${ai}) holds a character that no code can hold.`);
    if (seen.has(ai)) return refuse('contradiction', `The web address states (${ai}) twice.`);
    if (entry.inLink === 'neither')
      return refuse('malformed_link', `(${ai}) may not be in the query of a GS1 Digital Link.`);
    if (belongsInPath(ai, inPath))
      return refuse('malformed_link', `(${ai}) belongs in the path of this GS1 Digital Link.`);
    seen.add(ai);
    found.push({ entry, value: withFullGtin(ai, value, options) });
  }
  return found;
}

/** True when the path would be valid with this identifier in it: then it may not stand in the query. */
const belongsInPath = (ai: string, path: readonly string[]): boolean =>
  path.some((_, at) => isPath([...path.slice(0, at + 1), ai, ...path.slice(at + 1)]));

const withFullGtin = (ai: string, value: string, options: DigitalLinkOptions): string =>
  options.shortGtins && ai === '01' && [8, 12, 13].includes(value.length) ? value.padStart(14, '0') : value;

/**
 * Percent sequences as the bytes they stand for (RFC 3986, 2.1); what is not a whole sequence stays as it is. In a query `+` is a space.
 * Null for a NUL byte, which no symbol carries.
 */
export function decoded(text: string, inQuery: boolean): string | null {
  const spaced = inQuery ? text.replace(/\+/g, ' ') : text;
  if (spaced.includes('%00')) return null;
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
