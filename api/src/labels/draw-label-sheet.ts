import { deflateSync } from 'node:zlib';
import {
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFContext,
  type PDFObject,
  type PDFRef,
} from 'pdf-lib';
import { vectorDpi } from './draw-label-svg';
import { fontResources, labelContentStream, pointsPerMm } from './label-content-stream';
import type { LabelContent, LabelSize } from './label-content';
import { labelPosition, type LabelSheet } from './label-sheets';
import { layOutLabels } from './lay-out-labels';
import type { LabelDrawing } from './layout-label';
import type { ShapedText } from './shaped-text';
import { standardFontNames } from './standard-font';

/** Labels of one print job; more would be a mistake. */
export const maxLabelsPerSheetFile = 2000;

export interface LabelCopies {
  readonly content: LabelContent;
  readonly copies: number;
}

export interface LabelSheetJob {
  readonly sheet: LabelSheet;
  /** How many labels of the first page are already used up; at least 0 and less than a page holds. */
  readonly skip: number;
  /** In the order printed, along rows. */
  readonly labels: readonly LabelCopies[];
}

/**
 * A PDF of label sheets, one page after another. Print it at actual size (100 %). Throws `LabelTooSmall` and
 * `CodeNotEncodable` for any of its labels, and a RangeError beyond `maxLabelsPerSheetFile` labels or for a bad `skip`.
 * Synchronous work of up to a second apart from its last step: use `LabelSheetQueue` where others wait.
 */
export async function drawLabelSheet({ sheet, skip, labels }: LabelSheetJob): Promise<Uint8Array> {
  const perPage = sheet.columns * sheet.rows;
  if (!Number.isInteger(skip) || skip < 0 || skip >= perPage)
    throw new RangeError('skip leaves no label on the page');
  const count = labels.reduce((sum, { copies }) => sum + copies, 0);
  if (labels.some(({ copies }) => !Number.isInteger(copies) || copies < 1) || count > maxLabelsPerSheetFile) {
    throw new RangeError(`copies are whole numbers from 1, and ${maxLabelsPerSheetFile} in all at most`);
  }
  const { drawings, shaped } = layOutLabels(
    labels.map(({ content }) => content),
    sheet,
    sheet.dpi,
  );
  const file = await openPdf();
  let position = skip;
  let page: string[] = [];
  const used = new Map<string, PDFRef>();
  labels.forEach(({ copies }, index) => {
    const drawing = drawings[index];
    if (!drawing) return;
    const stream = labelContentStream(drawing, shaped);
    // Copies are drawn once and shown many times; a single label goes straight onto its page.
    const form = copies > 1 ? file.addForm(stream, sheet) : undefined;
    for (let copy = 0; copy < copies; copy += 1) {
      if (position > 0 && position % perPage === 0 && page.length > 0) {
        file.addPage(sheet, page, used);
        page = [];
        used.clear();
      }
      const at = pdfPosition(sheet, position);
      if (form) used.set(form.name, form.ref);
      page.push(`q 1 0 0 1 ${at} cm\n${form ? `/${form.name} Do\n` : stream}Q\n`);
      position += 1;
    }
  });
  file.addPage(sheet, page, used);
  return file.bytes();
}

/** One label as a PDF page of its own size. */
export async function drawLabelPdf(content: LabelContent, size: LabelSize): Promise<Uint8Array> {
  const { drawings, shaped } = layOutLabels([content], size, vectorDpi);
  const [drawing] = drawings;
  if (!drawing) throw new Error('A label was laid out and is not there');
  return drawDrawingPdf(drawing, shaped);
}

/** A drawing as a PDF page of its own size. @param behind PDF operators for what stands behind it. */
export async function drawDrawingPdf(
  drawing: LabelDrawing,
  shaped: ReadonlyMap<string, ShapedText>,
  behind = '',
): Promise<Uint8Array> {
  const file = await openPdf();
  const size = { pageWidthMm: drawing.widthMm, pageHeightMm: drawing.heightMm };
  file.addPage(size, [behind, labelContentStream(drawing, shaped)], new Map());
  return file.bytes();
}

/** A label that is laid out already, on so many pages of its own size. */
export async function drawPages(
  drawing: LabelDrawing,
  shaped: ReadonlyMap<string, ShapedText>,
  copies: number,
): Promise<Uint8Array> {
  const file = await openPdf();
  const form = file.addForm(labelContentStream(drawing, shaped), drawing);
  const page = { pageWidthMm: drawing.widthMm, pageHeightMm: drawing.heightMm };
  for (let copy = 0; copy < copies; copy += 1)
    file.addPage(page, [`/${form.name} Do\n`], new Map([[form.name, form.ref]]));
  return file.bytes();
}

/** Bottom left corner of a label in points from the page's, aligned to the printer's dots as the bars are within it. */
function pdfPosition(sheet: LabelSheet, position: number): string {
  const dot = 25.4 / sheet.dpi;
  const { x, y } = labelPosition(sheet, position);
  const left = Math.round(x / dot) * dot;
  const top = Math.round(y / dot) * dot;
  const bottom = sheet.pageHeightMm - top - sheet.heightMm;
  return `${(left * pointsPerMm).toFixed(5)} ${(bottom * pointsPerMm).toFixed(5)}`;
}

type Entry = PDFObject | Parameters<PDFContext['obj']>[0];

interface PdfFile {
  addForm(stream: string, size: LabelSize): { readonly name: string; readonly ref: PDFRef };
  addPage(
    size: { readonly pageWidthMm: number; readonly pageHeightMm: number },
    parts: readonly string[],
    forms: ReadonlyMap<string, PDFRef>,
  ): void;
  bytes(): Promise<Uint8Array>;
}

async function openPdf(): Promise<PdfFile> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer('Commonshelf');
  const { context } = document;
  // Viewers that honour it print at actual size instead of shrinking the page to the printer's margins.
  document.catalog.set(PDFName.of('ViewerPreferences'), context.obj({ PrintScaling: 'None' }));
  const fonts = context.register(fontDictionary(document));
  const streamOf = (operators: string, entries: Record<string, Entry>): PDFRef => {
    const bytes = deflateSync(Buffer.from(operators, 'latin1'), { level: 4 });
    const dictionary = context.obj({ ...entries, Filter: 'FlateDecode', Length: bytes.length });
    return context.register(PDFRawStream.of(dictionary, bytes));
  };
  let forms = 0;
  return {
    addForm(stream, size) {
      forms += 1;
      const ref = streamOf(stream, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, size.widthMm * pointsPerMm, size.heightMm * pointsPerMm],
        Resources: context.obj({ Font: fonts }),
      });
      return { name: `L${forms}`, ref };
    },
    addPage(size, parts, used) {
      const page = document.addPage([size.pageWidthMm * pointsPerMm, size.pageHeightMm * pointsPerMm]);
      page.node.set(PDFName.of('Resources'), context.obj({ Font: fonts, XObject: Object.fromEntries(used) }));
      page.node.set(PDFName.of('Contents'), streamOf(parts.join(''), {}));
    },
    bytes: () => document.save({ addDefaultPage: false }),
  };
}

function fontDictionary({ context }: PDFDocument): PDFDict {
  const dictionary = PDFDict.withContext(context);
  for (const font of ['bold', 'sans', 'mono'] as const) {
    const entry = {
      Type: 'Font',
      Subtype: 'Type1',
      BaseFont: standardFontNames[font],
      Encoding: 'WinAnsiEncoding',
    };
    dictionary.set(PDFName.of(fontResources[font]), context.obj(entry));
  }
  return dictionary;
}
