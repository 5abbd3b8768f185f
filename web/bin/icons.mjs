import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as icons from '@mdi/js';

/**
 * Writes each icon that the app names as a module of its own, in the place of @mdi/js for the bundle (tsconfig.bundle.json):
 * the package is one module, so every room's icons would come with the first page.
 */
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'dist', 'icons');
const sources = join(root, 'web', 'src');

const named = new Set(
  readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(join(sources, name), 'utf8').match(/\bmdi[A-Z]\w*/g) ?? []),
);
const names = [...named].filter((name) => name in icons).sort();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const write = (name, text) => writeFileSync(join(folder, name), `${text}\n`);
write('package.json', JSON.stringify({ type: 'module', sideEffects: false }));
for (const name of names) write(`${name}.js`, `export const ${name} = ${JSON.stringify(icons[name])};`);
write('index.js', names.map((name) => `export { ${name} } from './${name}.js';`).join('\n'));
write('index.d.ts', names.map((name) => `export declare const ${name}: string;`).join('\n'));
