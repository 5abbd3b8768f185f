import { retailSymbology } from '@shared/barcodes/gtin';
import type { LabelSymbology } from '@shared/labels/labels.contract';
import { Problem } from '@shared/words/problem';
import type { LabelContent, LabelSymbol } from './label-content';
import { labelPhrases, type LabelLanguage } from './label-phrases';
import type { LabelSubject } from './label-subjects.query';

/**
 * What the label of a thing says, in a language.
 * @param path where the thing stood in the request, for the problem.
 * @throws Problem `invalid` for a retail symbol of something that has no retail barcode.
 */
export function labelOfSubject(
  subject: LabelSubject,
  symbology: LabelSymbology,
  language: LabelLanguage,
  path: string,
): LabelContent {
  const phrases = labelPhrases(language);
  const { name, variant, packQuantity, lotCode, useBy, bestBy, madeOn } = subject;
  const isInName = variant !== null && name.toLowerCase().includes(variant.toLowerCase());
  const isPack = symbology === 'retail' && (packQuantity ?? 1) > 1;
  return {
    symbol: symbolOf(subject, symbology, path),
    title: name,
    lines: [
      ...(variant !== null && !isInName ? [variant] : []),
      ...(isPack ? [`× ${packQuantity ?? 1}`] : []),
      ...(lotCode !== null ? [phrases.lot(lotCode)] : []),
    ],
    dates: [
      ...(useBy !== null ? [phrases.useBy(useBy)] : []),
      ...(bestBy !== null ? [phrases.bestBy(bestBy)] : []),
      ...(madeOn !== null ? [phrases.madeOn(madeOn)] : []),
    ],
  };
}

function symbolOf(
  { name, ownCode, gtin }: LabelSubject,
  symbology: LabelSymbology,
  path: string,
): LabelSymbol {
  if (symbology !== 'retail') return { kind: 'own', text: ownCode, symbology };
  if (gtin === null) {
    const message = `"${name}" has no retail barcode: choose another symbology.`;
    throw new Problem('invalid', message, [{ path, code: 'no_retail_barcode', message }]);
  }
  return { kind: 'retail', text: gtin, symbology: retailSymbology(gtin) };
}
