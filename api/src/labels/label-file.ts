import { plainWords } from '@shared/words/plain-words';
import { drawLabelPng } from './draw-label-png';
import { drawLabelPdf } from './draw-label-sheet';
import { drawLabelSvg } from './draw-label-svg';
import type { LabelContent, LabelSize } from './label-content';
import { labelProblem } from './label-problem';

/** A file to send, and how. */
export interface LabelFile {
  readonly body: string | Buffer;
  readonly type: string;
  /** ASCII, with its ending. */
  readonly name: string;
}

export const labelFormats = ['svg', 'png', 'pdf'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** Draws one label. @throws Problem `invalid` for a code that does not fit the label or the symbology. */
export async function labelFile(
  content: LabelContent,
  format: LabelFormat,
  size: LabelSize,
  dpi: number,
): Promise<LabelFile> {
  const name = fileName(content.title, format);
  try {
    switch (format) {
      case 'svg':
        return { body: drawLabelSvg(content, size), type: 'image/svg+xml; charset=utf-8', name };
      case 'png':
        return { body: Buffer.from(drawLabelPng(content, size, dpi)), type: 'image/png', name };
      case 'pdf':
        return { body: Buffer.from(await drawLabelPdf(content, size)), type: 'application/pdf', name };
    }
  } catch (error) {
    throw labelProblem(error);
  }
}

/** The title in plain letters and hyphens; "label" where it has none. */
function fileName(title: string, format: LabelFormat): string {
  const words = plainWords(title).filter((word) => /^[a-z0-9]+$/.test(word));
  return `${words.join('-').slice(0, 60) || 'label'}.${format}`;
}
