import type { PublicSiteReply } from '@shared/neighbours/public.contract';
import type { PublicLanguage } from '@shared/sites/public-site.contract';
import type { PlacedText } from '@api/labels/fit-text';
import type { LabelDrawing } from '@api/labels/layout-label';
import { isRightToLeft, type MeasureText, measureTexts, textPieces } from '@api/labels/measure-text';
import { type ShapedText, shapeTexts } from '@api/labels/shaped-text';
import { isStandardText, type LabelFont } from '@api/labels/standard-font';
import { qrModules } from '@api/labels/symbol-modules';
import { type Speaker, speakerOf } from './speak';

export const papers = {
  a4: { widthMm: 210, heightMm: 297 },
  letter: { widthMm: 215.9, heightMm: 279.4 },
} as const;
export type Paper = keyof typeof papers;

export interface Poster {
  readonly site: Pick<
    PublicSiteReply,
    'name' | 'group' | 'accepts' | 'acceptsNote' | 'refuses' | 'notNow' | 'hours' | 'hoursNote'
  >;
  /** Of the public page: what the QR code says. */
  readonly address: string;
  readonly languages: readonly PublicLanguage[];
  readonly paper: Paper;
}

export interface LaidOutPoster {
  readonly drawing: LabelDrawing;
  readonly shaped: ReadonlyMap<string, ShapedText>;
}

/** Room to the edge: printers leave 5 mm white, and the frame stands in 8. */
export const frameMm = 8;
const padMm = 16;
const lineHeight = 1.2;
const ascent = 0.93;
const qrMm = 78;
const smallest = 0.5;

interface Paragraph {
  readonly text: string;
  readonly font: LabelFont;
  readonly sizeMm: number;
  /** Room above, in millimetres. */
  readonly above: number;
  readonly isCentred: boolean;
  /** Comes before the code; the rest stands below it. */
  readonly isHead: boolean;
}

/**
 * A poster for a door, in every language that the site chose: its name, the code of its page, what it takes and what not.
 * As large as fits on one sheet: with many words all of them get smaller together, down to half; what is too much even
 * then is left out from the end.
 */
export function layOutPoster(poster: Poster): LaidOutPoster {
  const size = papers[poster.paper];
  const paragraphs = wordsOf(poster);
  const measure = measureTexts(paragraphs);
  const width = size.widthMm - 2 * padMm;
  const symbol = qrModules(poster.address);
  const moduleMm = qrMm / symbol.modules;
  for (let scale = 1; ; scale *= 0.94) {
    const texts: PlacedText[] = [];
    let y = padMm;
    let qrTop = 0;
    let isCut = false;
    paragraphs.forEach((paragraph, at) => {
      if (!paragraph.isHead && (paragraphs[at - 1]?.isHead ?? true)) {
        qrTop = y + 4 * moduleMm;
        y = qrTop + qrMm + 4 * moduleMm;
      }
      const sizeMm = paragraph.sizeMm * scale;
      const lines = wrapped(paragraph, sizeMm, width, measure);
      if (y + paragraph.above * scale + lines.length * sizeMm * lineHeight > size.heightMm - padMm) {
        isCut = true;
        return;
      }
      y += paragraph.above * scale;
      for (const text of lines) {
        const widthMm = measure(text, paragraph.font) * sizeMm;
        const slack = width - widthMm;
        const x = padMm + (paragraph.isCentred ? slack / 2 : isRightToLeft(text) ? slack : 0);
        texts.push({ text, font: paragraph.font, sizeMm, x, baseline: y + sizeMm * ascent, widthMm });
        y += sizeMm * lineHeight;
      }
    });
    if (isCut && scale > smallest) continue;
    const x = (size.widthMm - qrMm) / 2;
    const clear = {
      x: x - 4 * moduleMm,
      y: qrTop - 4 * moduleMm,
      width: qrMm + 8 * moduleMm,
      height: qrMm + 8 * moduleMm,
    };
    const drawing = {
      ...size,
      symbol: { x, y: qrTop, moduleMm, rectangles: symbol.rectangles, clear },
      texts,
    };
    return { drawing, shaped: shapeTexts(texts.filter(({ text }) => !isStandardText(text))) };
  }
}

function wordsOf({ site, address, languages }: Poster): Paragraph[] {
  const speakers = languages.map(speakerOf);
  const head = (text: string, sizeMm: number, above: number, font: LabelFont = 'bold'): Paragraph => ({
    ...{ text, font, sizeMm, above, isCentred: true, isHead: true },
  });
  const below = (
    text: string,
    sizeMm: number,
    above: number,
    font: LabelFont,
    isCentred: boolean,
  ): Paragraph => ({
    ...{ text, font, sizeMm, above, isCentred, isHead: false },
  });
  return [
    head(site.group, 5.5, 0, 'sans'),
    head(site.name, 15, 2),
    ...speakers.map(({ say }) => head(say('poster.free'), 7.5, 2)),
    ...speakers.map(({ say }, at) => below(say('poster.scan'), 6, at === 0 ? 1 : 0.5, 'bold', true)),
    below(
      speakers.map(({ say }) => say('poster.noAccount')).join(' · '),
      ...([4.5, 1, 'sans', true] as const),
    ),
    below(address.replace(/^https?:\/\//, ''), 4, 1, 'mono', true),
    ...speakers.flatMap((speaker) => rules(site, speaker, below)),
  ];
}

function rules(
  site: Poster['site'],
  { say, weekday, time }: Speaker,
  below: (text: string, sizeMm: number, above: number, font: LabelFont, isCentred: boolean) => Paragraph,
): Paragraph[] {
  const takes = [...site.accepts, ...(site.acceptsNote ? [site.acceptsNote] : [])].join(', ');
  const refuses = site.refuses.map((refusal) => say(`refusals.${refusal}`)).join(', ');
  const open = [
    ...site.hours.map(
      ({ weekday: day, opens, closes }) => `${weekday(day)} ${time(opens)} – ${time(closes)}`,
    ),
    ...(site.hoursNote ? [site.hoursNote] : []),
  ].join(', ');
  const said = (heading: string, text: string) =>
    text === '' ? [] : [below(heading, 5.5, 3, 'bold', false), below(text, 4.8, 0.5, 'sans', false)];
  return [
    ...said(say('poster.takes'), takes === '' ? say('site.takesAll') : takes),
    ...said(say('poster.refuses'), refuses),
    ...said(say('site.notNow'), site.notNow.join(', ')),
    ...said(say('poster.open'), open),
  ];
}

/** Breaks a text into lines no wider than `width`; a word that is wider stands alone. */
function wrapped({ text, font }: Paragraph, sizeMm: number, width: number, measure: MeasureText): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of textPieces(text)) {
    const longer = line === '' ? piece.text : `${line}${piece.spaced ? ' ' : ''}${piece.text}`;
    if (line !== '' && measure(longer, font) * sizeMm > width) {
      lines.push(line);
      line = piece.text;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
