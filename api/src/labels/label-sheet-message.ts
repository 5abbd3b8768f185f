import type { LabelSheetJob } from './draw-label-sheet';
import { CodeNotEncodable, LabelTooSmall, type LabelSize, type Symbology } from './label-content';

/** What the worker is asked, and what it answers: errors lose their class on the way, so expected ones are spelt out. */
export interface LabelSheetQuestion {
  readonly id: number;
  readonly job: LabelSheetJob;
}

export type LabelSheetAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly tooSmall: { readonly symbology: Symbology; readonly size: LabelSize } }
  | { readonly id: number; readonly notEncodable: { readonly symbology: Symbology; readonly text: string } }
  | { readonly id: number; readonly failed: string };

/** Turns a drawing under way into its answer; never rejects. */
export async function answerOf(id: number, drawing: Promise<Uint8Array>): Promise<LabelSheetAnswer> {
  try {
    return { id, pdf: await drawing };
  } catch (error) {
    if (error instanceof LabelTooSmall)
      return { id, tooSmall: { symbology: error.symbology, size: error.size } };
    if (error instanceof CodeNotEncodable)
      return { id, notEncodable: { symbology: error.symbology, text: error.text } };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The PDF of an answer, or the error it stands for. */
export function pdfOf(answer: LabelSheetAnswer): Uint8Array {
  if ('pdf' in answer) return answer.pdf;
  if ('tooSmall' in answer) throw new LabelTooSmall(answer.tooSmall.symbology, answer.tooSmall.size);
  if ('notEncodable' in answer)
    throw new CodeNotEncodable(answer.notEncodable.symbology, answer.notEncodable.text);
  throw new Error(answer.failed);
}
