import type { Unit } from '../words/quantity';
import type { Readable } from './bound-code';
import { readCode } from './read-code';
import { scannedQuantity } from './scanned-quantity';

describe('the quantity of a scan', () => {
  it.each<[string, Unit, number, number]>([
    ['041331124508', 'each', 12, 12],
    ['4011', 'g', 150, 150],
    ['(01)10041331124505(10)L1', 'each', 12, 12],
    ['(01)90614141000732(3103)001250', 'g', 1000, 1250],
    ['(01)90614141000732(3201)000100', 'g', 1000, 4536],
    ['(01)90614141000732(3103)001250', 'each', 1, 1],
    ['(01)90614141000732(3153)000750', 'ml', 500, 750],
    ['(01)90614141000732(30)6', 'each', 1, 6],
    ['(01)90614141000732(30)0', 'each', 1, 1],
    ['(02)10041331124505(37)40', 'each', 12, 480],
  ])('of %s in %s, bound to %i, is %i', (raw, unit, packQuantity, expected) => {
    expect(scannedQuantity(readCode(raw) as Readable, unit, packQuantity)).toBe(expected);
  });
});
