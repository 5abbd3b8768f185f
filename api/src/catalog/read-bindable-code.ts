import { boundCode } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import { Problem, type ProblemCode } from '@shared/words/problem';

/**
 * A scan as the group's barcodes hold it: the GTIN-14 where there is one, else the code as it reads.
 *
 * @param path where the code stood in the request, for the problem.
 * @throws Problem `invalid_code` (422) for what cannot be read; `invalid` for what names no goods, and for our own labels,
 *   which stand for one thing from the day they are made.
 */
export function readBindableCode(raw: string, symbology: string | undefined, path: string): string {
  const reading = readCode(raw, symbology === undefined ? {} : { symbology });
  if (reading.kind === 'invalid') throw wrong('invalid_code', path, reading.reason, reading.detail);
  if (reading.kind === 'own') {
    const sentence = 'This is one of our own labels: it cannot stand for anything else.';
    throw wrong('invalid', path, 'own_code', sentence);
  }
  const code = boundCode(reading);
  if (code === null)
    throw wrong('invalid', path, 'no_goods', 'This code names a pallet or parcel, no goods.');
  return code;
}

function wrong(problem: ProblemCode, path: string, code: string, message: string): Problem {
  return new Problem(problem, message, [{ path, code, message }]);
}
