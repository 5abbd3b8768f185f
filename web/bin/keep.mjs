import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Generator } from '@angular/service-worker/config';

const worker = dirname(createRequire(import.meta.url).resolve('@angular/service-worker/ngsw-worker.js'));

/** Puts Angular's service worker beside the app, with the list of the files that it keeps and what is in them. */
export async function keep(folder) {
  const at = (file) => join(folder, file);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.(br|gz)$/.test(name) && name !== 'ngsw-worker.js' && statSync(at(name)).isFile())
    .map((name) => `/${name}`);
  const generator = new Generator(
    {
      list: async () => files,
      read: async (file) => readFileSync(at(file), 'utf8'),
      hash: async (file) =>
        createHash('sha1')
          .update(readFileSync(at(file)))
          .digest('hex'),
      write: async (file, content) => writeFileSync(at(file), content),
    },
    '/',
  );
  const config = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'ngsw-config.json'), 'utf8'));
  writeFileSync(at('ngsw.json'), JSON.stringify(await generator.process(config)));
  copyFileSync(join(worker, 'ngsw-worker.js'), at('ngsw-worker.js'));
}

// `node web/bin/keep.mjs FOLDER` lists a folder anew.
if (process.argv[1] === import.meta.filename && process.argv[2]) await keep(resolve(process.argv[2]));
