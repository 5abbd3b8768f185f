import { outlinePlacement } from './draw-label-svg';
import type { PlacedText } from './fit-text';
import type { LabelDrawing } from './layout-label';
import { shapedTextKey, type ShapedText } from './shaped-text';
import { isStandardText, pdfLiteral, type LabelFont } from './standard-font';

/** PDF's unit is the point, 1/72 inch. */
export const pointsPerMm = 72 / 25.4;

/** Names of the fonts in the page's resources. */
export const fontResources: Record<LabelFont, string> = { bold: 'B', sans: 'S', mono: 'M' };

const decimal = (value: number): string => String(Math.round(value * 1e3) / 1e3);
const exact = (value: number): string =>
  String(Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6);

/**
 * The PDF operators that draw a label whose bottom left corner is the origin. A symbol is one path of rectangles in its
 * own coordinates, modules from its bottom left, so that the numbers stay short; one fill leaves no seams between rows.
 */
export function labelContentStream(drawing: LabelDrawing, shaped: ReadonlyMap<string, ShapedText>): string {
  const { x, y, moduleMm, rectangles } = drawing.symbol;
  const scale = moduleMm * pointsPerMm;
  const originY = (drawing.heightMm - y) * pointsPerMm;
  let stream = `q ${exact(scale)} 0 0 ${exact(scale)} ${exact(x * pointsPerMm)} ${exact(originY)} cm\n`;
  // Neighbours share top and height: their numbers are written out once, which is half the time of a sheet.
  let [lastTop, lastHeight, bottomText, heightText] = [NaN, NaN, '', ''];
  for (const [left, top, width, height] of rectangles) {
    if (top !== lastTop || height !== lastHeight) {
      [lastTop, lastHeight, bottomText, heightText] = [top, height, exact(-top - height), exact(height)];
    }
    stream += `${left} ${bottomText} ${width} ${heightText} re\n`;
  }
  stream += 'f Q\n';
  for (const text of drawing.texts) {
    stream += isStandardText(text.text)
      ? textOperators(text, drawing)
      : outlineOperators(text, drawing, shaped);
  }
  return stream;
}

function textOperators({ text, font, sizeMm, x, baseline }: PlacedText, { heightMm }: LabelDrawing): string {
  const size = decimal(sizeMm * pointsPerMm);
  const at = `${decimal(x * pointsPerMm)} ${decimal((heightMm - baseline) * pointsPerMm)}`;
  return `BT /${fontResources[font]} ${size} Tf ${at} Td ${pdfLiteral(text)} Tj ET\n`;
}

function outlineOperators(
  text: PlacedText,
  drawing: LabelDrawing,
  shaped: ReadonlyMap<string, ShapedText>,
): string {
  const outline = shaped.get(shapedTextKey(text));
  if (!outline) return '';
  const { scaleX, scaleY, left } = outlinePlacement(text, outline);
  const matrix = [scaleX * pointsPerMm, 0, 0, -scaleY * pointsPerMm, left * pointsPerMm];
  const originY = (drawing.heightMm - text.baseline) * pointsPerMm;
  return `q ${matrix.map(exact).join(' ')} ${exact(originY)} cm\n${pathOperators(outline.path)}f Q\n`;
}

/** SVG path data of absolute M, L, Q, C and Z commands, which is what the shaper gives, as PDF operators. */
function pathOperators(path: string): string {
  let operators = '';
  let x = 0;
  let y = 0;
  for (const [, command = '', rest = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (rest.match(/-?[\d.]+/g) ?? []).map(Number);
    switch (command) {
      case 'M':
      case 'L':
        operators += `${decimal(a)} ${decimal(b)} ${command === 'M' ? 'm' : 'l'}\n`;
        [x, y] = [a, b];
        break;
      case 'Q': {
        // A quadratic curve as the cubic one that PDF knows.
        const controls = [
          x + (2 / 3) * (a - x),
          y + (2 / 3) * (b - y),
          c + (2 / 3) * (a - c),
          d + (2 / 3) * (b - d),
        ];
        operators += `${[...controls, c, d].map(decimal).join(' ')} c\n`;
        [x, y] = [c, d];
        break;
      }
      case 'C':
        operators += `${[a, b, c, d, e, f].map(decimal).join(' ')} c\n`;
        [x, y] = [e, f];
        break;
      default:
        operators += 'h\n';
    }
  }
  return operators;
}
