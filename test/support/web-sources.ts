import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Source {
  /** Path from the root of the repository. */
  path: string;
  text: string;
}

const root = join(__dirname, '../..');

/** The files under a folder whose names end in one of `endings`, tests left out. */
export function sourcesUnder(folder: string, endings: readonly string[]): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.endsWith('.spec.ts'))
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

/** The templates of the web app: its .html files and what stands behind `template:` in its components. */
export function templates(): Source[] {
  return sourcesUnder('web/src/app', ['.ts', '.html']).flatMap(({ path, text }) =>
    path.endsWith('.html')
      ? [{ path, text }]
      : [...text.matchAll(/\btemplate:\s*`([^`]*)`/g)].map((match) => ({ path, text: match[1] ?? '' })),
  );
}
