import fc from 'fast-check';

export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maxLength?: number;
};

/** One call of the API, as `/api/openapi.json` describes it. */
export interface DescribedCall {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: 'path' | 'query'; schema: Schema }[];
  readonly body: Schema | null;
}

/** A call as it goes over the wire. */
export interface WireCall {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What nobody should send, and somebody will. */
const hostileValues: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 1_000_000_001, 1e-7],
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '\ufeff',
    '\ufffe',
    '\u202eabc',
    '👩‍👩‍👧‍👦',
    'مرحبا',
    'ａ',
    '\u2028',
  ],
  ...[
    "'; drop table movement; --",
    '%',
    '_',
    '\\',
    '"',
    '${1}',
    '{{7*7}}',
    '../../etc/passwd',
    '\r\nX-Evil: 1',
    'NaN',
    'null',
  ],
  ...[
    '0001-01-01',
    '9999-12-31',
    '+275760-09-13T00:00:00Z',
    '9999-12-31T23:59:59-15:59',
    '1900-01-01T00:00:00+15:59',
  ],
  ...[
    '2026-02-30',
    '2026-13-01T00:00:00Z',
    '2026-11-22T10:15:00',
    '1970-01-01',
    'infinity',
    '-infinity',
    'now',
    'epoch',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '{0192}',
    '1e400',
    '0x1F',
    '٣',
  ],
  ...['x'.repeat(5_000), 'é'.repeat(301), ' '.repeat(1_000), '(((((((((('.repeat(50), 'a '.repeat(400)],
  ...[
    [],
    [[]],
    [null],
    [[[[]]]],
    {},
    { constructor: 1 },
    { toString: 1, valueOf: {} },
    { length: 3 },
    { then: 'x' },
  ],
  ...[Array.from({ length: 10_000 }, (_, n) => n), deep(200), deep(1_000)],
];

const hostile = fc.constantFrom(...hostileValues);
const strangeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '',
  'phone',
  'recipientName',
  'a.b',
];

/** Sets any key as data, `__proto__` too. */
function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

const inAddress = (value: unknown) => encodeURIComponent(String(value).toWellFormed().slice(0, 6_000));
const hostileText = hostile.filter((value) => typeof value !== 'object').map(inAddress);

/** Ids of things that the group has, by what they are of: `site`, `item`, `lot`, `movement`, `transfer`, `categor`. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/** Values of fields that only few words fit. */
const usualWords: Readonly<Record<string, readonly string[]>> = {
  limit: ['1', '10', '500'],
  cursor: ['o1', 'ozz', Buffer.from('0 00000000-0000-7000-8000-000000000000').toString('base64url')],
  sheet: ['avery-5160', 'brother-62x29'],
  status: ['all', 'out', 'low,ok'],
  asOf: ['2026-11-22T10:00:00Z', '1900-01-01T00:00:00+15:59', '9999-12-31T23:59:59Z'],
  from: ['2026-11-22', '1900-01-01', '2020-01-01T00:00:00-05:00'],
  to: ['2026-11-22', '9999-12-31', '9999-12-31T23:59:59Z'],
  code: [
    '4011',
    '00041331124508',
    '%5DC1010004133112450810A%1D17270131',
    'CS-00000-00000',
    'https://x.example/01/00041331124508',
  ],
  gtin: ['00041331124508', '4011'],
  dpi: ['150', '600'],
};

/** Makes calls that are nearly right, and then wrong in a place or two. */
export class HostileCalls {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly known: KnownIds,
  ) {}

  of(call: DescribedCall): fc.Arbitrary<WireCall> {
    const query = call.parameters.filter((parameter) => parameter.in === 'query');
    const names = call.parameters.filter((parameter) => parameter.in === 'path');
    return fc
      .record({
        names: fc.tuple(...names.map(({ name }) => this.segment(name, call.path))),
        // Which of the query's values is wrong; mostly none.
        wrong: fc.integer({ min: -2, max: query.length - 1 }),
        query: fc.tuple(
          ...query.map((parameter) =>
            fc.record({
              isSent: fc.constantFrom(true, false, false),
              usual: this.valid(parameter.schema, parameter.name).map(inAddress),
              wrong: fc.oneof(
                fc.constantFrom('%00', '%ED%A0%80', '1&limit=2', 'x&__proto__=1', '%'),
                hostileText,
              ),
            }),
          ),
        ),
        body: call.body === null ? fc.constant(null) : this.text(call.body),
      })
      .map((made) => {
        const path = names.reduce(
          (so, { name }, at) => so.replace(`{${name}}`, () => made.names[at] ?? ''),
          call.path,
        );
        const search = made.query
          .flatMap((value, at) => {
            if (at === made.wrong) return `${query[at]?.name}=${value.wrong}`;
            return value.isSent ? `${query[at]?.name}=${value.usual}` : [];
          })
          .join('&');
        return {
          method: call.method.toUpperCase(),
          path: search ? `${path}?${search}` : path,
          body: made.body,
        };
      });
  }

  private idOf(words: string): fc.Arbitrary<string> {
    const fitting = Object.entries(this.known).filter(([what]) => words.toLowerCase().includes(what));
    const ids = (fitting.length > 0 ? fitting.map(([, some]) => some) : Object.values(this.known)).flat();
    const one = fc.constantFrom(...ids);
    return fc.oneof(
      { arbitrary: one, weight: 8 },
      { arbitrary: one.map((id) => id.toUpperCase()), weight: 1 },
      {
        arbitrary: fc.uuid(),
        weight: 1,
      },
    );
  }

  private segment(name: string, path: string): fc.Arbitrary<string> {
    const before =
      path
        .slice(0, path.indexOf(`{${name}}`))
        .split('/')
        .at(-2) ?? '';
    const words = usualWords[name];
    const usual =
      name === 'file'
        ? fc.tuple(this.idOf(before), fc.constantFrom('svg', 'png', 'pdf')).map(([id, as]) => `${id}.${as}`)
        : words
          ? fc.constantFrom(...words).map((word) => (word.includes('%') ? word : encodeURIComponent(word)))
          : this.idOf(name === 'id' ? before : name);
    const strange = fc.constantFrom(
      ...[
        '%00',
        '%ED%A0%80',
        '%2e%2e',
        '%2F%2F',
        '0',
        'a%0d%0ab',
        '%F0%9F%A5%AB',
        "'",
        '%25',
        '9'.repeat(600),
        '%',
      ],
    );
    return fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: strange, weight: 1 });
  }

  private text(schema: Schema): fc.Arbitrary<string> {
    const written = (value: unknown) => JSON.stringify(value);
    const right = this.value(schema, '', 0, 0).map(written);
    const wrong = this.value(schema, '', 0, 1).map(written);
    return fc.oneof(
      { arbitrary: right, weight: 8 },
      { arbitrary: wrong, weight: 10 },
      { arbitrary: hostile.map(written), weight: 1 },
      { arbitrary: right.map((text) => text.slice(0, text.length / 2)), weight: 1 },
    );
  }

  /** A value of the schema; with a `wrongness` of 1, about one place in ten is wrong. */
  private value(schema: Schema, name: string, depth: number, wrongness: 0 | 1): fc.Arbitrary<unknown> {
    const known = this.resolved(schema);
    const right = known.properties
      ? this.object(known.properties, depth, wrongness)
      : known.items && depth < 6
        ? fc.array(this.value(known.items, name, depth + 1, wrongness), { minLength: 1, maxLength: 4 })
        : this.valid(known, name);
    return depth === 0
      ? right
      : fc.oneof({ arbitrary: right, weight: 10 }, { arbitrary: hostile, weight: wrongness });
  }

  private object(
    properties: Readonly<Record<string, Schema>>,
    depth: number,
    wrongness: 0 | 1,
  ): fc.Arbitrary<unknown> {
    const names = Object.keys(properties);
    const field = (name: string) =>
      fc.option(this.value(properties[name] ?? {}, name, depth + 1, wrongness), { nil: undefined, freq: 12 });
    const more = fc.tuple(fc.constantFrom(...strangeKeys), hostile);
    const sometimes = fc.oneof(
      { arbitrary: fc.constant(null), weight: 8 },
      { arbitrary: more, weight: wrongness },
    );
    return fc.tuple(fc.tuple(...names.map(field)), sometimes).map(([values, extra]) => {
      const made = {};
      names.forEach((name, at) => {
        if (values[at] !== undefined) put(made, name, values[at]);
      });
      if (extra) put(made, extra[0], extra[1]);
      return made;
    });
  }

  /** A value as the schema wants it, as far as that goes. */
  private valid(schema: Schema, name: string): fc.Arbitrary<unknown> {
    const known = this.resolved(schema);
    if (known.enum) return fc.constantFrom(...known.enum);
    if (known.anyOf) return fc.oneof(...known.anyOf.map((one) => this.valid(one, name)));
    const words = usualWords[name];
    const type = typeof known.type === 'object' ? known.type[0] : known.type;
    const least = known.minimum ?? 0;
    if (words && type === 'string') return fc.constantFrom(...words);
    switch (known.format) {
      case 'uuid':
        return name === 'id' ? fc.uuid() : this.idOf(name);
      case 'date':
        return fc.constantFrom('2026-11-22', '2027-02-28', '1900-01-01', '9999-12-31');
      case 'date-time':
        return fc.constantFrom(
          new Date().toISOString(),
          '2020-01-01T00:00:00-05:00',
          '1900-01-01T00:00:00+15:59',
        );
      case 'time-zone':
        return fc.constantFrom('Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati');
    }
    switch (type) {
      case 'integer':
      case 'number':
        return fc.integer({ min: least, max: least + 3 });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.constant([]);
      case 'object':
        return fc.constant({});
      default:
        return fc.oneof(
          fc.constantFrom('beans', 'Leche entera', '4011', 'ß'),
          fc.string({ unit: 'grapheme', maxLength: Math.min(known.maxLength ?? 40, 40) }),
        );
    }
  }

  private resolved(schema: Schema): Schema {
    const name = schema.$ref?.replace('#/components/schemas/', '');
    return name === undefined ? schema : { ...this.schemas[name], ...schema };
  }
}
