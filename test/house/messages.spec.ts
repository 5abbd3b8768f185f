import { dirname, join } from 'node:path';
import { messagesOf, publicMessagesOf } from '../support/messages';
import { type Source, sourcesUnder, templates } from '../support/web-sources';

const placeholders = (message: string) =>
  [...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]).sort();

const english = messagesOf('en');
const translated = { es: messagesOf('es') };
const code = sourcesUnder('web/src/app', ['.ts', '.html']);

const publicEnglish = publicMessagesOf('en');
const publicCode = sourcesUnder('api/src/neighbours', ['.ts']);

describe.each([
  ...Object.entries(translated).map(([language, messages]) => [language, messages, english] as const),
  ['es of the public pages', publicMessagesOf('es'), publicEnglish] as const,
])('the catalogue in %s', (_language, messages, english) => {
  it('has the keys of the English one, no more and no less', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('has the same placeholders in every message', () => {
    const differing = [...messages].filter(
      ([key, message]) => String(placeholders(message)) !== String(placeholders(english.get(key) ?? '')),
    );
    expect(differing).toEqual([]);
  });

  it('leaves no message empty', () => {
    expect([...messages].filter(([, message]) => message.trim() === '')).toEqual([]);
  });
});

/** Keys asked for in full: `t('scan.title')`, `say("…")`, `plural('…')` stands for its two forms. */
function askedFor({ path, text }: Source): { key: string; path: string; plural: boolean }[] {
  return [...text.matchAll(/\b(t|say|plural)\(\s*(['"`])([\w.]+)\2\s*[,)]/g)].map((match) => ({
    key: match[3] ?? '',
    path,
    plural: match[1] === 'plural',
  }));
}

/** The files that are loaded with the given ones: what they import, and what that imports. */
function filesOf(...entries: readonly string[]): ReadonlySet<string> {
  const texts = new Map(sourcesUnder('web/src', ['.ts']).map(({ path, text }) => [path, text]));
  const found = new Set<string>();
  const add = (path: string) => {
    const text = texts.get(path);
    if (text === undefined || found.has(path)) return;
    found.add(path);
    for (const [, from] of text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?'(\.[^']+)';/gm))
      add(`${join(dirname(path), from ?? '')}.ts`);
  };
  entries.forEach(add);
  return found;
}

describe.each([
  ['web app', code, english],
  ['public pages', publicCode, publicEnglish],
] as const)('the code of the %s', (_name, code, english) => {
  it('asks for no message that is missing', () => {
    const missing = code
      .flatMap(askedFor)
      .filter(({ key, plural }) =>
        plural ? !english.has(`${key}.one`) || !english.has(`${key}.other`) : !english.has(key),
      );
    expect(missing).toEqual([]);
  });

  it('uses every message', () => {
    const text = code.map((source) => source.text).join('\n');
    const literals = new Set([...text.matchAll(/(['"`])([\w.]+)\1/g)].map((match) => match[2]));
    // 'status.' + status() or `status.${status}` uses every key below it.
    const beginnings = [
      ...[...text.matchAll(/(['"`])([\w.]+\.)\1\s*\+/g)].map((match) => match[2] ?? ''),
      ...[...text.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] ?? ''),
    ];
    const unused = [...english.keys()].filter(
      (key) =>
        !literals.has(key) &&
        !literals.has(key.replace(/\.(one|other)$/, '')) &&
        !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});

describe('the first page', () => {
  it('says on the first page only what comes with the first load', () => {
    const first = sourcesUnder('web/src/i18n', ['en-first.ts'])[0]?.text ?? '';
    const rooms = new Set([...first.matchAll(/'\.\/en\/(\w+)\.json'/g)].map((match) => match[1]));
    expect(rooms).toContain('scan');
    const early = filesOf(
      'web/src/main.ts',
      'web/src/app/scan/scan.routes.ts',
      'web/src/app/scan/waiting.page.ts',
    );
    const late = code
      .filter(({ path }) => early.has(path.replace(/\.html$/, '.ts')))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(?:t|say|plural)\(\s*['"`]((\w+)\.[\w.]+)/g)].map(([, key, room]) => ({
          path,
          key,
          room,
        })),
      )
      .filter(({ room }) => !rooms.has(room));
    expect(late).toEqual([]);
  });
});

/** What a template shows as it stands: without tags, expressions, comments and control flow. */
function bareText(template: string): string {
  return template
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/\{\{[\s\S]*?\}\}/g, ' ')
    .replace(/<(?:"[^"]*"|'[^']*'|[^>"'])*>/g, ' ')
    .replace(/@let\s[^;]*;/g, ' ')
    .replace(/@\w+(?: if)?\s*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*\{/g, ' ')
    .replace(/&\w+;/g, ' ')
    .replaceAll('Commonshelf', ' ');
}

describe('the templates', () => {
  it('show no text of their own', () => {
    const hardCoded = templates().flatMap(({ path, text }) =>
      [...bareText(text).matchAll(/\p{L}[^\n]*/gu)].map((match) => `${path}: ${match[0].trim()}`),
    );
    expect(hardCoded).toEqual([]);
  });

  it('name nothing in an attribute with text of their own', () => {
    const spoken =
      /\s(aria-label|title|alt|placeholder|label|heading|lead|caption|text|backLabel)="([^"]*\p{L}[^"]*)"/gu;
    const hardCoded = templates().flatMap(({ path, text }) =>
      [...text.matchAll(spoken)].map((match) => `${path}: ${match[0].trim()}`),
    );
    expect(hardCoded).toEqual([]);
  });
});

describe('the styles', () => {
  it('name no left or right, so that they also fit languages written from the right', () => {
    const physical =
      /(?:^|[;{\s])((?:margin|padding|border)-(?:left|right)[\w-]*|left|right|text-align:\s*(?:left|right)|float)\s*:?[^;]*;/g;
    const found = sourcesUnder('web/src', ['.ts', '.scss', '.css']).flatMap(({ path, text }) => {
      const styles = path.endsWith('.ts')
        ? [...text.matchAll(/\bstyles:\s*`([^`]*)`/g)].map((m) => m[1] ?? '')
        : [text];
      return styles.flatMap((style) =>
        [...style.matchAll(physical)].map((match) => `${path}: ${match[0].trim()}`),
      );
    });
    expect(found).toEqual([]);
  });
});
