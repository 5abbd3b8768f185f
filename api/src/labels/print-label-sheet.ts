import type { PrintLabelSheet, SheetLabel } from '@shared/labels/labels.contract';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { type LabelSheetJob, maxLabelsPerSheetFile } from './draw-label-sheet';
import { labelOfSubject } from './label-of-subject';
import type { LabelLanguage } from './label-phrases';
import { type LabelSheet, labelSheet } from './label-sheets';
import { type LabelSubjectKey, labelSubjects } from './label-subjects.query';

/**
 * What to print on label sheets: each label's words and code, read in one moment.
 * @throws Problem `invalid` for an unknown sheet, item or lot, for more labels used up than a sheet has, and for more than
 *   2,000 labels.
 */
export async function printLabelSheet(
  work: Work,
  request: PrintLabelSheet,
  language: LabelLanguage,
): Promise<LabelSheetJob> {
  const sheet = labelSheetOf(request.sheet);
  const skip = request.skip ?? 0;
  if (skip >= sheet.columns * sheet.rows) {
    throw invalid('skip', 'too_many', `This sheet has ${sheet.columns * sheet.rows} labels.`);
  }
  if (request.labels.reduce((sum, label) => sum + label.copies, 0) > maxLabelsPerSheetFile) {
    throw invalid('labels', 'too_many', `One file holds at most ${maxLabelsPerSheetFile} labels.`);
  }
  const subjects = await labelSubjects(work, request.labels.map(keyOf));
  const labels = request.labels.map(({ copies, lotId }, at) => {
    const subject = subjects[at];
    if (!subject) {
      const path = `labels[${at}].${lotId ? 'lotId' : 'itemId'}`;
      throw invalid(path, 'unknown', `There is no ${lotId ? 'lot' : 'item'} with this id.`);
    }
    const content = labelOfSubject(subject, request.symbology ?? 'qr', language, `labels[${at}]`);
    return { content, copies };
  });
  return { sheet, skip, labels };
}

/** @throws Problem `invalid` */
export function labelSheetOf(id: string): LabelSheet {
  const sheet = labelSheet(id);
  if (!sheet)
    throw invalid('sheet', 'unknown', 'There is no such sheet: GET /api/v1/labels/sheets lists them.');
  return sheet;
}

function keyOf({ itemId, lotId }: SheetLabel, at: number): LabelSubjectKey {
  if (itemId && !lotId) return { itemId: itemId.toLowerCase() };
  if (lotId && !itemId) return { lotId: lotId.toLowerCase() };
  throw invalid(`labels[${at}]`, 'item_or_lot', 'Give either itemId or lotId.');
}

function invalid(path: string, code: string, message: string): Problem {
  return new Problem('invalid', message, [{ path, code, message }]);
}
