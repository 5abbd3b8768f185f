import {
  maxLineLength,
  maxLines,
  maxTitleLength,
  type LabelContent,
  type LabelSymbol,
} from './label-content';

/** The words of a label as they are printed, and its symbol. */
export interface LabelWords {
  readonly symbol: LabelSymbol;
  readonly title: string;
  readonly lines: readonly string[];
  readonly dates: readonly string[];
}

/** Makes words printable: composed accents, single spaces, no control characters, no more than the bounds allow. */
export function labelWords({ symbol, title, lines, dates }: LabelContent): LabelWords {
  return {
    symbol,
    title: tidy(title, maxTitleLength),
    lines: lines.slice(0, maxLines).map((line) => tidy(line, maxLineLength)),
    dates: dates.slice(0, maxLines).map((line) => tidy(line, maxLineLength)),
  };
}

function tidy(text: string, most: number): string {
  const single = /^[!-~]+( [!-~]+)*$/.test(text) ? text : normal(text);
  return single.length <= most ? single : [...single].slice(0, most).join('');
}

function normal(text: string): string {
  const spaced = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\uFEFF]+/gu, ' ');
  return spaced.trim();
}
