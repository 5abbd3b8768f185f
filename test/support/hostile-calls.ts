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

/** Makes calls that are nearly right, and then wrong in one or several places. `ids` are of things that the group has. */
export class HostileCalls {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly ids: readonly string[],
  ) {}

  of(call: DescribedCall): fc.Arbitrary<WireCall> {
    const query = call.parameters.filter((parameter) => parameter.in === 'query');
    const names = call.parameters.filter((parameter) => parameter.in === 'path');
    return fc
      .record({
        names: fc.tuple(...names.map(({ name }) => this.segment(name))),
        query: fc.tuple(...query.map(({ name, schema }) => fc.option(this.pair(name, schema), { freq: 3 }))),
        body: call.body === null ? fc.constant(null) : this.text(call.body),
      })
      .map((made) => {
        let path = call.path;
        names.forEach(({ name }, at) => (path = path.replace(`{${name}}`, () => made.names[at] ?? '')));
        const search = made.query.filter((pair) => pair !== null).join('&');
        return {
          method: call.method.toUpperCase(),
          path: search ? `${path}?${search}` : path,
          body: made.body,
        };
      });
  }

  private segment(name: string): fc.Arbitrary<string> {
    const id = fc.constantFrom(...this.ids);
    const usual =
      name === 'file'
        ? fc.tuple(id, fc.constantFrom('svg', 'png', 'pdf', 'gif')).map(([of, as]) => `${of}.${as}`)
        : name === 'code' || name === 'gtin'
          ? fc.constantFrom('4011', '00041331124508', '%5DC1010004133112450810A%1D17270131', 'CS-00000-00000')
          : fc.oneof(
              id,
              id.map((one) => one.toUpperCase()),
            );
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
    return fc.oneof({ arbitrary: usual, weight: 5 }, { arbitrary: strange, weight: 1 });
  }

  private pair(name: string, schema: Schema): fc.Arbitrary<string> {
    const written = (value: unknown) => encodeURIComponent(String(value).toWellFormed().slice(0, 6_000));
    const value = fc.oneof(
      { arbitrary: this.valid(schema).map(written), weight: 3 },
      { arbitrary: hostile.filter((one) => typeof one !== 'object').map(written), weight: 2 },
      { arbitrary: fc.constantFrom('%00', '%ED%A0%80', '1&' + name + '=2', 'x&__proto__=1', '%'), weight: 1 },
    );
    return value.map((text) => `${name}=${text}`);
  }

  private text(schema: Schema): fc.Arbitrary<string> {
    const whole = this.value(schema, 0).map((value) => JSON.stringify(value));
    return fc.oneof(
      { arbitrary: whole, weight: 20 },
      { arbitrary: hostile.map((value) => JSON.stringify(value)), weight: 1 },
      { arbitrary: whole.map((text) => text.slice(0, text.length / 2)), weight: 1 },
    );
  }

  /** A value of the schema in which something may be wrong. */
  private value(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const known = this.resolved(schema);
    if (known.properties) return this.object(known.properties, depth);
    const list =
      known.items && depth < 6
        ? fc.array(this.value(known.items, depth + 1), { maxLength: 4 })
        : this.valid(known);
    return fc.oneof({ arbitrary: list, weight: 9 }, { arbitrary: hostile, weight: 1 });
  }

  private object(properties: Readonly<Record<string, Schema>>, depth: number): fc.Arbitrary<unknown> {
    const names = Object.keys(properties);
    const field = (name: string) =>
      fc.option(this.value(properties[name] ?? {}, depth + 1), { nil: undefined, freq: 12 });
    return fc
      .tuple(
        fc.tuple(...names.map(field)),
        fc.option(fc.tuple(fc.constantFrom(...strangeKeys), hostile), { freq: 1 }),
      )
      .chain(([values, more]) =>
        fc.integer({ min: 0, max: 5 }).map((roll) => {
          const made = {};
          names.forEach((name, at) => {
            if (values[at] !== undefined) put(made, name, values[at]);
          });
          if (more && roll === 0) put(made, more[0], more[1]);
          return made;
        }),
      );
  }

  /** A value as the schema wants it, as far as that goes. */
  private valid(schema: Schema): fc.Arbitrary<unknown> {
    const known = this.resolved(schema);
    if (known.enum) return fc.constantFrom(...known.enum);
    if (known.anyOf) return fc.oneof(...known.anyOf.map((one) => this.valid(one)));
    const type = typeof known.type === 'object' ? known.type[0] : known.type;
    const least = known.minimum ?? 0;
    switch (known.format) {
      case 'uuid':
        return fc.oneof(
          { arbitrary: fc.constantFrom(...this.ids), weight: 3 },
          { arbitrary: fc.uuid(), weight: 1 },
        );
      case 'date':
        return fc.constantFrom('2026-11-22', '2027-02-28', '1900-01-01', '9999-12-31');
      case 'date-time':
        return fc.constantFrom(
          new Date().toISOString(),
          '2024-02-29T23:59:60Z',
          '2020-01-01T00:00:00-05:00',
          '9999-11-30T00:00:00Z',
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
          fc.constantFrom(
            'beans',
            'Leche',
            '4011',
            '00041331124508',
            'avery-5160',
            'out',
            '2026-11-22T10:00:00Z',
            '10',
          ),
          fc.string({ unit: 'grapheme', maxLength: Math.min(known.maxLength ?? 40, 40) }),
        );
    }
  }

  private resolved(schema: Schema): Schema {
    const name = schema.$ref?.replace('#/components/schemas/', '');
    return name === undefined ? schema : { ...this.schemas[name], ...schema };
  }
}
