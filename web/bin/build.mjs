import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compress } from './compress.mjs';
import { keep } from './keep.mjs';
import { pack } from './pack.mjs';

/** What is served: the bundle packed, listed for the service worker, and compressed. */
const dist = join(import.meta.dirname, '..', '..', 'dist');
const folder = join(dist, 'web', 'browser');

rmSync(join(dist, 'web'), { recursive: true, force: true });
cpSync(join(dist, 'bundle'), join(dist, 'web'), { recursive: true });
await pack(folder);
await keep(folder);
compress(folder);
