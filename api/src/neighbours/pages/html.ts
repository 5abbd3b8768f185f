/** A piece of HTML that is safe to be put into a page. Only {@link html} makes it of text. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/**
 * HTML with values in it: what is no {@link Html} is text, and is escaped for content and for quoted attributes alike.
 * Every attribute that holds a value is quoted; none holds script or style, and addresses begin with a path of ours.
 */
export function html(pieces: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let text = '';
  pieces.forEach((piece, at) => {
    text += piece.replace(/\n\s*/g, '\n') + (at < values.length ? written(values[at]) : '');
  });
  return new Html(text);
}

function written(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}

/** Text for content and quoted attributes; characters that no document may hold are left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Data for readers that are programs, as a block that no browser runs: nothing in it can end the block. */
export function dataBlock(data: object): Html {
  return new Html(
    `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`,
  );
}
