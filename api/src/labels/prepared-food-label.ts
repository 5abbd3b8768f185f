import { coldPresets } from '@shared/fridges/cold-limits';
import type { PreparedFoodSize, PrintPreparedFood } from '@shared/labels/prepared-food.contract';
import type { Preset } from '@shared/people/people.contract';
import { Problem } from '@shared/words/problem';
import { ensureKnown } from '@api/platform/ensure-known';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { drawPages } from './draw-label-sheet';
import { drawingSvg, svgText } from './draw-label-svg';
import type { LabelSize } from './label-content';
import type { LabelDrawing } from './layout-label';
import { measureTexts } from './measure-text';
import { layOutPreparedFood } from './prepared-food-layout';
import { type Paragraph, preparedFoodWords } from './prepared-food-words';
import { shapeTexts } from './shaped-text';
import { isStandardText } from './standard-font';

const sizes: Readonly<Record<PreparedFoodSize, LabelSize>> = {
  '62x100': { widthMm: 62, heightMm: 100 },
  '50x30': { widthMm: 50, heightMm: 30 },
};

/** What a label of prepared food says: by the group's preset, and the days that it or the site says. @throws Problem `not_found` */
export async function preparedFoodText(work: Work, request: PrintPreparedFood): Promise<Paragraph[]> {
  const siteId = request.siteId?.toLowerCase() ?? null;
  await ensureKnown(work, { siteId });
  const [row] = await run<{ preset: Preset; days: number | null }>(work, rules, [
    work.member.groupId,
    siteId,
  ]);
  if (!row) throw new Problem('not_found');
  const keepsDays = request.keepsDays ?? row.days ?? coldPresets[row.preset].preparedFoodDays;
  return preparedFoodWords(request, row.preset, keepsDays);
}

/** Draws the label. @throws Problem `invalid` when the words do not fit. */
export async function drawPreparedFood(
  paragraphs: readonly Paragraph[],
  { size: sizeName, copies = 1, format = 'pdf' }: PrintPreparedFood,
): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
  const size = sizes[sizeName];
  const drawing = laidOut(paragraphs, size);
  const shaped = shapeTexts(drawing.texts.filter(({ text }) => !isStandardText(text)));
  if (format === 'svg') {
    const svg = drawingSvg(drawing, paragraphs[0]?.text ?? '', svgText);
    return { type: 'image/svg+xml', bytes: Buffer.from(svg) };
  }
  return { type: 'application/pdf', bytes: await drawPages(drawing, shaped, copies) };
}

function laidOut(paragraphs: readonly Paragraph[], size: LabelSize): LabelDrawing {
  const drawing = layOutPreparedFood(paragraphs, size, measureTexts([...paragraphs]));
  if (drawing) return drawing;
  const message = 'This is more than the label holds: shorten it, choose one language or the larger label.';
  throw new Problem('invalid', message, [{ path: 'contents', code: 'does_not_fit', message }]);
}

const rules: Statement = {
  name: 'prepared-food-rules',
  text: /* sql */ `
select g.preset, (select c.prepared_food_days::int from site_cold c where c.site_id = $2) as days
from aid_group g where g.id = $1`,
};
