import { parse } from 'csv-parse/sync';
import { sharedData } from '../../../test/support/shared-data';
import type { CodeReading } from './code-reading';
import { hasCheckDigit } from './check-digit';
import { applicationIdentifier } from './gs1-application-identifier';
import { decoded } from './gs1-digital-link';
import { type ReadCodeOptions, readCode } from './read-code';

/** The unit tests of GS1's own syntax engine as data: see SOURCES.md beside them. */
interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly valid: boolean;
  readonly input: string;
  readonly settings: Readonly<Record<string, boolean>>;
  readonly ais?: readonly (readonly [string, string])[];
  readonly path?: string;
  readonly query?: string;
}

const file = sharedData('gs1/vectors.jsonl');
const vectors = (file ?? '')
  .split('\n')
  .filter(Boolean)
  .map((line): Vector => JSON.parse(line) as Vector);
const whenPresent = file === null ? it.skip : it;
const where = file === null ? ' (skipped: the vectors are not beside the repository)' : '';

/** What we do not offer: identifiers nobody assigned, and the names (`/gtin/…`) that the standard withdrew. */
const unsupported = new Set(['setPermitUnknownAIs', 'permitConvenienceAlphas']);
const isSupported = (vector: Vector): boolean =>
  vector.kind === 'association_rule' ||
  !vector.valid ||
  !Object.keys(vector.settings).some((setting) => unsupported.has(setting));

const of = (...kinds: string[]): Vector[] =>
  vectors.filter((vector) => kinds.includes(vector.kind) && isSupported(vector));

const optionsOf = (vector: Vector): ReadCodeOptions => ({
  shortGtinsInLinks: vector.settings['setPermitZeroSuppressedGTINinDLuris'] === true,
  strictAssociations: vector.kind === 'association_rule',
});

const elementsOf = (reading: CodeReading) => (reading.kind === 'gs1' ? reading.elements : undefined);

/** The vectors that come out otherwise than they say, in the form of a list that a failing test prints. */
function disagreements(list: readonly Vector[]): unknown[] {
  return list.flatMap((vector) => {
    const reading = readCode(vector.input, optionsOf(vector));
    const agrees = vector.valid
      ? vector.ais === undefined
        ? reading.kind !== 'invalid'
        : JSON.stringify(elementsOf(reading)) === JSON.stringify(vector.ais)
      : reading.kind !== 'gs1' && reading.kind !== 'gtin';
    return agrees ? [] : [{ input: vector.input, valid: vector.valid, expected: vector.ais, reading }];
  });
}

const dictionary = sharedData('gs1/ai_dictionary.csv');
const withDictionary = dictionary === null ? it.skip : it;
const whereDictionary = dictionary === null ? ' (skipped: the dictionary is not beside the repository)' : '';

describe(`The table of application identifiers${whereDictionary}`, () => {
  withDictionary('says what the GS1 Barcode Syntax Dictionary says', () => {
    const rows = parse(dictionary ?? '', { columns: true }) as Readonly<Record<string, string>>[];
    const ours = rows.map((row) => {
      const entry = applicationIdentifier(row['ai'] ?? '');
      return {
        ai: entry?.ai,
        predefined: entry?.predefinedLength,
        shortest: entry?.shortest,
        longest: entry?.longest,
        link: entry?.inLink,
        path: entry?.qualifiers.map((order) => order.join(',')).join('|'),
        requires: entry?.requires.map((together) => together.join('+')).join(','),
        excludes: entry?.excludes.join(','),
      };
    });
    const theirs = rows.map((row) => ({
      ai: row['ai'],
      predefined: row['predefined_length'] === '1' && row['fnc1_required'] === '0',
      shortest: Number(row['min_len']),
      longest: Number(row['max_len']),
      link:
        row['dl_primary_key'] === '1' ? 'primary_key' : row['dl_attribute'] === '1' ? 'attribute' : 'neither',
      path: row['dl_qualifiers'],
      requires: row['requires'],
      excludes: row['excludes'],
    }));
    expect(rows).toHaveLength(541);
    expect(ours).toEqual(theirs);
  });
});

describe(`The vectors of the GS1 syntax engine${where}`, () => {
  whenPresent('are all there', () => {
    expect(vectors.length).toBeGreaterThan(200);
    expect(vectors.filter((vector) => !isSupported(vector)).map((vector) => vector.input)).toHaveLength(2);
  });

  whenPresent.each(['bracketed_ai', 'element_string', 'scan_data', 'digital_link_uri'])(
    'of kind %s are read as listed when valid and refused when not',
    (kind) => {
      expect(of(kind).length).toBeGreaterThan(10);
      expect(disagreements(of(kind))).toEqual([]);
    },
  );

  whenPresent('refuse elements with a reason; only an address without a GS1 key stays plain text', () => {
    const refused = of('element_string', 'scan_data', 'digital_link_uri').filter((vector) => !vector.valid);
    const asText = refused
      .filter((vector) => readCode(vector.input).kind === 'text')
      .map((vector) => vector.input);
    expect(asText.filter((input) => /\/(?:00|01)\/\d{8}/.test(input) && !input.startsWith('HtTp'))).toEqual(
      [],
    );
  });

  whenPresent('of plain and GS1 data are read, and refused where elements contradict each other', () => {
    // A message that begins with FNC1 must keep the rules between its elements; without it, it is plain text.
    expect(disagreements(of('data_string').filter((vector) => !vector.input.includes('|')))).toEqual([]);
  });

  whenPresent('on elements that may not stand together are told apart by the strict reading', () => {
    const list = of('association_rule').filter((vector) => !vector.input.includes('(89)'));
    const wrong = list.filter((vector) => {
      const reading = readCode(vector.input, optionsOf(vector));
      return vector.valid ? reading.kind === 'invalid' : reading.kind !== 'invalid';
    });
    expect(list.length).toBeGreaterThan(30);
    expect(wrong.map((vector) => vector.input)).toEqual([]);
  });

  whenPresent('on check digits agree', () => {
    for (const vector of of('gtin_check_digit'))
      expect([vector.input, hasCheckDigit(vector.input)]).toEqual([vector.input, vector.valid]);
  });

  whenPresent('on percent sequences agree', () => {
    for (const vector of of('uri_unescape')) {
      expect([decoded(vector.input, false), decoded(vector.input, true)]).toEqual([
        vector.path,
        vector.query,
      ]);
    }
  });
});
