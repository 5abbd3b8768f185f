import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, ensureNodeVersion, root } from './ensure-installed.mjs';
import { endWithStarter } from './end-with-starter.mjs';

/** `npm run verify` and the like: installs and builds what is missing, then runs one command of the program, its name first. */
ensureNodeVersion();
await ensureInstalled();
await ensureBuilt();
endWithStarter();
process.setSourceMapsEnabled(true);
const program = join(root, 'dist', 'api', 'cli.js');
process.argv = [process.argv[0], program, ...process.argv.slice(2)];
await import(pathToFileURL(program).href);
