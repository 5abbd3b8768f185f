import { parse } from 'csv-parse/sync';
import { sharedData } from '../../../test/support/shared-data';
import { normalizeGtin } from './gtin';
import { readCode } from './read-code';

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): { rows: Row[]; whenPresent: jest.It; where: string } {
  const text = sharedData(file);
  return {
    rows: text === null ? [] : (parse(text, { columns: true }) as Row[]),
    whenPresent: text === null ? it.skip : it,
    where: text === null ? ` (skipped: ${file} is not beside the repository)` : '',
  };
}

const products = rowsOf('products/products.csv');
const junk = rowsOf('products/invalid_codes.csv');
const images = rowsOf('barcode_images/manifest.csv');
const produce = rowsOf('produce/ifps_plu.csv');

describe('Codes of real products', () => {
  products.whenPresent(`are read as the product and as restricted where they are${products.where}`, () => {
    const wrong = products.rows.filter((row) => {
      const reading = readCode(row['barcode'] ?? '');
      return !(
        reading.kind === 'gtin' &&
        reading.gtin === row['gtin14'] &&
        reading.restricted === (row['restricted_circulation'] === '1')
      );
    });
    expect(products.rows.length).toBeGreaterThan(5000);
    expect(wrong).toEqual([]);
  });

  junk.whenPresent(
    `are refused where they are damaged, unless they are UPC-E or PLU codes${junk.where}`,
    () => {
      const read = junk.rows.flatMap((row) => {
        const code = row['code_as_recorded'] ?? '';
        const reading = readCode(code);
        return reading.kind === 'invalid' ? [] : [{ code, reading }];
      });
      // The source judged eight digits as GTIN-8 only, four by their length alone, and knew no GS1 elements: two of
      // its numbers are (01) and a GTIN, one with a date and a lot behind it.
      const kindOf = ({ code, reading }: (typeof read)[number]): string => {
        if (reading.kind === 'gtin' && code.length === 8 && normalizeGtin(code) === null) return 'UPC-E';
        if (reading.kind === 'plu' && code.length === 4) return 'PLU';
        return reading.kind === 'gs1' && reading.gtin === code.slice(2, 16)
          ? 'GS1 elements'
          : `unexpected: ${code}`;
      };
      expect(junk.rows.length).toBeGreaterThan(500);
      expect([...new Set(read.map(kindOf))].sort()).toEqual(['GS1 elements', 'PLU', 'UPC-E']);
      expect(read.filter((each) => kindOf(each) !== 'UPC-E')).toHaveLength(5);
    },
  );

  produce.whenPresent(`on produce are read as PLU codes, organic with a 9${produce.where}`, () => {
    const codes = produce.rows.map((row) => row['plu'] ?? '');
    expect(codes.length).toBeGreaterThan(1000);
    for (const plu of codes) {
      expect(readCode(plu)).toEqual({ kind: 'plu', plu, organic: false });
      expect(readCode(`9${plu}`)).toEqual({ kind: 'plu', plu, organic: true });
    }
  });

  images.whenPresent(
    `in photographs are read with the symbology that a camera reports${images.where}`,
    () => {
      const retail = images.rows.filter((row) => row['expected_gtin14'] !== '' && row['format'] !== 'NONE');
      const wrong = retail.filter((row) => {
        const reading = readCode(row['expected_text'] ?? '', { symbology: row['format'] ?? '' });
        return reading.kind !== 'gtin' || reading.gtin !== row['expected_gtin14'];
      });
      expect(retail.length).toBeGreaterThan(20);
      expect(wrong).toEqual([]);
    },
  );
});
