import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { describeReplies } from './describe-replies.mjs';
import { root } from './ensure-installed.mjs';

/** Builds `dist/api`: the server, the commands, and every `*.worker.ts`, which is a program of its own. */
const programs = ['api/src/main.ts', 'api/src/cli.ts'].filter((path) => existsSync(join(root, path)));
const workers = readdirSync(join(root, 'api/src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.worker.ts'))
  .map((path) => `api/src/${path}`);

rmSync(join(root, 'dist/api'), { recursive: true, force: true });
try {
  await bundle([...programs, ...workers], 'dist/api');
} catch (error) {
  // esbuild has already shown what is wrong, with file and line.
  if (!Array.isArray(error.errors)) throw error;
  process.exit(1);
}
describeReplies();
