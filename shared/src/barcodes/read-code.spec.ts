import * as fc from 'fast-check';
import { checkDigitFor } from './check-digit';
import type { CodeReading } from './code-reading';
import { makeOwnCode } from './own-code';
import { readCode } from './read-code';
import { refusalReasons } from './refusal';

const today = '2026-11-22';
const gs = '\x1d';

/** A reading in one line, so that the tables below can be read. */
function inWords(reading: CodeReading): string {
  switch (reading.kind) {
    case 'gtin':
      return `gtin ${reading.gtin}${reading.restricted ? ' restricted' : ''}`;
    case 'gs1':
      return `gs1 ${reading.elements.map(([ai, value]) => `(${ai})${value}`).join('')}`;
    case 'plu':
      return `plu ${reading.plu}${reading.organic ? ' organic' : ''}`;
    case 'own':
      return `own ${reading.code}`;
    case 'text':
      return `text ${reading.text}`;
    case 'invalid':
      return `invalid ${reading.reason}`;
  }
}

describe('A scanned code is read', () => {
  it.each([
    // As scanned or typed, the symbology, what it is read as.
    ['041331124508', undefined, 'gtin 00041331124508'],
    ['0041331124508', undefined, 'gtin 00041331124508'],
    ['00041331124508', undefined, 'gtin 00041331124508'],
    [' 041331124508\r\n', undefined, 'gtin 00041331124508'],
    ['0 41331 12450 8', undefined, 'gtin 00041331124508'],
    ['978-0-201-31005-4', undefined, 'gtin 09780201310054'],
    ['0 41331 12450 9', undefined, 'invalid check_digit'],
    ['041331124509', undefined, 'invalid check_digit'],
    [']E00041331124508', undefined, 'gtin 00041331124508'],
    [']E0041331124508', undefined, 'invalid length'],
    [']E3977123456700312', undefined, 'gtin 09771234567003'],
    [']E02112345678900|]e010LOT7', undefined, 'gs1 (01)02112345678900(10)LOT7'],
    ['59001270', undefined, 'gtin 00000059001270'],
    [']E459001270', undefined, 'gtin 00000059001270'],
    // Cases
    ['10041331124505', undefined, 'gtin 10041331124505'],
    [']I110041331124505', undefined, 'gtin 10041331124505'],
    ['0053611912', 'itf', 'invalid length'],
    // UPC-E
    ['01264904', undefined, 'gtin 00012000006494'],
    ['04963406', 'upc_e', 'gtin 00049000006346'],
    ['4963406', 'upc_e', 'gtin 00049000006346'],
    ['0496340', 'UPC-E', 'gtin 00049000006346'],
    ['496340', 'UPCE', 'gtin 00049000006346'],
    ['496340', undefined, 'invalid length'],
    ['04963407', 'upc_e', 'invalid check_digit'],
    ['049000006346', 'upc_e', 'gtin 00049000006346'],
    ['01264904', 'ean_8', 'invalid check_digit'],
    ['02345673', undefined, 'gtin 00000002345673 restricted'],
    // Numbers of one shop
    ['2000000019505', undefined, 'gtin 02000000019505 restricted'],
    ['0212345678909', undefined, 'gtin 00212345678909 restricted'],
    ['412345678903', undefined, 'gtin 00412345678903 restricted'],
    // Produce
    ['4011', undefined, 'plu 4011'],
    ['94011', undefined, 'plu 4011 organic'],
    ['83000', undefined, 'plu 83000'],
    ['5011', undefined, 'invalid length'],
    ['74011', undefined, 'invalid length'],
    // GS1 elements
    [
      `]C10109520123456788172701311` + `0LOT7${gs}21A`,
      undefined,
      'gs1 (01)09520123456788(17)270131(10)LOT7(21)A',
    ],
    [`${gs}010952012345678810LOT7`, undefined, 'gs1 (01)09520123456788(10)LOT7'],
    [`]d2${gs}010952012345678810LOT7${gs}`, undefined, 'gs1 (01)09520123456788(10)LOT7'],
    ['^010952012345678810LOT7^17270131', undefined, 'gs1 (01)09520123456788(10)LOT7(17)270131'],
    ['010952012345678817270131', undefined, 'gs1 (01)09520123456788(17)270131'],
    ['0109520123456788', 'databar', 'gs1 (01)09520123456788'],
    ['00006141411234567890', 'code_128', 'gs1 (00)006141411234567890'],
    ['00006141411234567890', undefined, 'invalid length'],
    [`10LOT7${gs}17270131`, 'data_matrix', 'gs1 (10)LOT7(17)270131'],
    ['(01) 09520123456788 (17) 270131 (10) LOT7', undefined, 'gs1 (01)09520123456788(17)270131(10)LOT7'],
    [
      'https://brand.example/01/09520123456788/10/LOT%2F7?17=270131',
      'qr_code',
      'gs1 (01)09520123456788(10)LOT/7(17)270131',
    ],
    ['https://brand.example/01/9520123456788', 'qr_code', 'invalid length'],
    [']C10109520123456789', undefined, 'invalid check_digit'],
    [']C117270231', undefined, 'invalid impossible_date'],
    [']C117271331', undefined, 'invalid impossible_date'],
    [']C10500', undefined, 'invalid unknown_ai'],
    [']C110', undefined, 'invalid missing_value'],
    [`]C110A${gs}10B`, undefined, 'invalid contradiction'],
    ['https://brand.example/01/09520123456788/21/A/10/B', undefined, 'invalid malformed_link'],
    ['https://brand.example/01/09520123456788/', undefined, 'invalid malformed_link'],
    // Our own labels, and other text
    [makeOwnCode(new Uint8Array(6)), undefined, 'own CS-00000-00000'],
    ['csoooooooooo', undefined, 'own CS-00000-00000'],
    ['CS-00000-00001', undefined, 'invalid check_digit'],
    [
      'https://pantry.example/2027/01/15/open-house',
      'qr_code',
      'text https://pantry.example/2027/01/15/open-house',
    ],
    ['SHELF 12 / Ñ', undefined, 'text SHELF 12 / Ñ'],
    ['31001171800000017989625355702636', 'code_128', 'text 31001171800000017989625355702636'],
    ['line one\nline two', 'qr_code', 'invalid characters'],
    ['left \u202e thgir', 'qr_code', 'invalid characters'],
    ['', undefined, 'invalid empty'],
    [']C1', undefined, 'invalid empty'],
    ['00000000', undefined, 'invalid impossible_value'],
    ['٤٠١١', undefined, 'text ٤٠١١'],
    ['x'.repeat(201), undefined, 'invalid too_long'],
    ['1'.repeat(513), undefined, 'invalid too_long'],
  ])('%j (%s) as %s', (raw, symbology, expected) => {
    expect(inWords(readCode(raw, symbology === undefined ? { today } : { today, symbology }))).toBe(expected);
  });

  it('keeps what the elements say about lot, dates, weight and count', () => {
    const raw = `(01)09520123456788(10)L7(21)S1(11)261101(13)261102(15)270200(16)270115(17)270131(3103)001250(3152)000150(30)12`;
    expect(readCode(raw, { today })).toMatchObject({
      gtin: '09520123456788',
      restricted: false,
      lotCode: 'L7',
      serial: 'S1',
      madeOn: '2026-11-01',
      packedOn: '2026-11-02',
      bestBy: '2027-02-28',
      sellBy: '2027-01-15',
      useBy: '2027-01-31',
      weightGrams: 1250,
      volumeMl: 1500,
      count: 12,
    });
    expect(readCode('(00)006141411234567890(02)02000000019505(37)24(3202)000250', { today })).toMatchObject({
      sscc: '006141411234567890',
      contentGtin: '02000000019505',
      restricted: true,
      count: 24,
      weightGrams: 1134,
    });
  });

  it('leaves out what the elements do not say', () => {
    const reading = readCode('(10)L7', { today });
    expect(reading).toEqual({ kind: 'gs1', elements: [['10', 'L7']], restricted: false, lotCode: 'L7' });
  });

  it('reads short GTINs in links, and refuses loose elements, only when asked to', () => {
    const link = 'https://brand.example/01/9520123456788';
    expect(readCode(link, { shortGtinsInLinks: true })).toMatchObject({
      kind: 'gs1',
      gtin: '09520123456788',
    });
    expect(readCode('(10)L7', { strictAssociations: true })).toMatchObject({
      kind: 'invalid',
      reason: 'contradiction',
    });
  });
});

describe('Whatever is scanned', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.string({
      unit: fc.constantFrom(
        '0',
        '1',
        '2',
        '7',
        '9',
        gs,
        '(',
        ')',
        ']',
        '^',
        '/',
        '%',
        '&',
        '=',
        '?',
        'C',
        'A',
      ),
      maxLength: 80,
    }),
    fc.string({ maxLength: 60 }).map((tail) => `]C1${tail}`),
    fc.string({ maxLength: 60 }).map((tail) => `https://a/01/09520123456788${tail}`),
    fc.string({ maxLength: 60 }).map((tail) => `(01)09520123456788(${tail}`),
  );

  it('never throws, and a refusal has a reason of the list and a sentence', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(undefined, 'ean_8', 'upc_e', 'itf', 'qr_code', 'nonsense'),
        (raw, symbology) => {
          const reading = readCode(raw, symbology === undefined ? {} : { symbology });
          if (reading.kind === 'invalid') {
            expect(refusalReasons).toContain(reading.reason);
            expect(reading.detail).toMatch(/^[A-Z(].*\.$/su);
          }
          if (reading.kind === 'gtin') expect(reading.gtin).toMatch(/^[0-9]{14}$/);
          if (reading.kind === 'text') expect(reading.text.length).toBeLessThanOrEqual(200);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads GS1 elements back from each form they can be written in', () => {
    const lot = fc.string({ unit: fc.constantFrom(...'ABCz019-/%+.'), minLength: 1, maxLength: 20 });
    const body = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(body, lot, lot, (thirteen, lotCode, serial) => {
        const gtin = thirteen + checkDigitFor(thirteen);
        const elements = [
          ['01', gtin],
          ['10', lotCode],
          ['21', serial],
          ['17', '270131'],
        ];
        const scanned = `]Q301${gtin}10${lotCode}${gs}21${serial}${gs}17270131`;
        const typed = `(01)${gtin}(10)${lotCode}(21)${serial}(17)270131`;
        const link = `https://a/01/${gtin}/10/${encodeURIComponent(lotCode)}/21/${encodeURIComponent(serial)}?17=270131`;
        for (const raw of [scanned, typed, link])
          expect(readCode(raw, { today })).toMatchObject({ kind: 'gs1', elements });
      }),
    );
  });

  it('takes no longer than its length warrants', () => {
    const hostile = [
      '('.repeat(512),
      '\\('.repeat(256),
      '%'.repeat(512),
      `https://a/${'01/'.repeat(160)}`,
      `https://a/01/09520123456788?${'&'.repeat(480)}`,
      `]C1${`99A${gs}`.repeat(120)}`,
    ];
    const started = performance.now();
    for (let round = 0; round < 50; round++) for (const raw of hostile) readCode(raw);
    expect((performance.now() - started) / (50 * hostile.length)).toBeLessThan(5);
  });
});
