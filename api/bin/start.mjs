import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, ensureNodeVersion, root } from './ensure-installed.mjs';
import { endWithStarter } from './end-with-starter.mjs';

/** `npm start`: installs and builds what is missing, then is the server. */
ensureNodeVersion();
await ensureInstalled();
await ensureBuilt();
endWithStarter();
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'api', 'main.js')).href);
