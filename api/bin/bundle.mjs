import { transform } from '@swc/core';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './ensure-installed.mjs';

/** The settings that Jest uses too (jest.config.mjs), so that tests and the program run the same code. */
const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  inlineSourcesContent: true,
  swcrc: false,
};

/** esbuild knows decorators but not their metadata, which Nest, TypeORM and class-transformer read: swc writes it. */
const decoratorMetadata = {
  name: 'decorator-metadata',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { ...swcOptions, filename: path });
      return { contents: code, loader: 'js' };
    });
  },
};

/**
 * Bundles programs of the API, our own files only: packages stay in node_modules.
 * @param {Record<string, string> | string[]} entryPoints files from the root of the checkout.
 * @param {string} folder where the results go, from the root of the checkout; CommonJS with source maps.
 */
export async function bundle(entryPoints, folder) {
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: join(root, folder),
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    tsconfig: 'tsconfig.base.json',
    sourcemap: 'linked',
    keepNames: true,
    logLevel: 'warning',
    plugins: [decoratorMetadata],
  });
}
