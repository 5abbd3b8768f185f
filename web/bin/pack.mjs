import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { iconsApart } from './icons-apart.mjs';

/** Files smaller than this are put together where no page loads more for it than before. */
const smallest = 8_000;

const squeezed = (code) =>
  minify(code, {
    module: true,
    ecma: 2022,
    compress: { ecma: 2022, passes: 2, pure_getters: true },
    format: { comments: false },
  });

/**
 * Makes one file of the thirty that the first page is bundled into, and fewer of the rest: each costs its headers, and
 * compresses worse than it would with the others.
 */
export async function pack(folder) {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const entry = scripts.find((name) => /^main-\w{8}\.js$/.test(name));
  if (!entry) throw new Error('The bundle has no main file.');
  const bundle = await rollup({
    input: join(folder, entry),
    preserveEntrySignatures: false,
    plugins: [iconsApart()],
    onLog: (level, log, handle) => level === 'warn' && handle(level, log),
  });
  const first = await loadedFirst(bundle);
  const { output } = await bundle.generate({
    format: 'es',
    hashCharacters: 'base36',
    entryFileNames: 'main-[hash:8].js',
    chunkFileNames: 'room-[hash:8].js',
    experimentalMinChunkSize: smallest,
    onlyExplicitManualChunks: true,
    manualChunks: (id) => (first.has(id) ? 'main' : undefined),
    plugins: [{ name: 'squeeze', renderChunk: async (code) => (await squeezed(code)).code ?? null }],
  });
  const packed = bundle.watchFiles.map((file) => file.slice(folder.length + 1));
  await bundle.close();
  for (const name of scripts) {
    // Workers are bundles of their own.
    if (packed.includes(name)) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), (await squeezed(readFileSync(join(folder, name), 'utf8'))).code);
  }
  for (const { fileName, code } of output) writeFileSync(join(folder, fileName), code);
  nameInPage(join(folder, 'index.html'), entry, output.find((file) => file.isEntry).fileName);
}

/** What the page cannot start without: the main file and whatever it imports at once. */
async function loadedFirst(bundle) {
  const { output } = await bundle.generate({ format: 'es' });
  const waiting = output.filter((file) => file.isEntry);
  const found = new Set(waiting);
  for (const { imports } of waiting)
    for (const file of output)
      if (imports.includes(file.fileName) && !found.has(file)) {
        found.add(file);
        waiting.push(file);
      }
  return new Set([...found].flatMap(({ moduleIds }) => moduleIds));
}

function nameInPage(page, before, after) {
  const html = readFileSync(page, 'utf8')
    .replace(/<link rel="modulepreload"[^>]*>/g, '')
    .replace(before, after);
  if (!html.includes(`src="${after}"`)) throw new Error('The page names no main file.');
  writeFileSync(page, html);
}
