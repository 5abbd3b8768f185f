import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { filePolicy, pagePolicy } from './security-headers';

/** Where the build leaves the web app, from the bundled program. */
export const builtWebDir = join(__dirname, '..', 'web', 'browser');

/** What means something on a page only: left off its files, of which a first visit fetches many. */
const pageHeaders = [
  'permissions-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-frame-options',
];

/** Without these, browsers keep no app, and those that did forget it: see Angular's service worker. */
const keepers = ['/keeper.js', '/ngsw-worker.js', '/ngsw.json'];

/** The built web app: its files, and its one page, which answers every address that is no file and no API call. */
export class WebPages {
  private readonly page: Buffer;
  private readonly squeezed: Buffer;

  private constructor(
    private readonly folder: string,
    private readonly kept: boolean,
  ) {
    this.page = readFileSync(join(folder, 'index.html'));
    this.squeezed = brotliCompressSync(this.page);
  }

  /** Null where the web app is not built. `kept`: browsers may keep it, to open it without a network. */
  static in(folder: string | null, kept = true): WebPages | null {
    return folder !== null && existsSync(join(folder, 'index.html')) ? new WebPages(folder, kept) : null;
  }

  async serveFiles(app: NestFastifyApplication): Promise<void> {
    await app.register(fastifyStatic, {
      root: this.folder,
      index: false,
      preCompressed: true,
      cacheControl: false,
      // The tag tells whether a file changed.
      lastModified: false,
      acceptRanges: false,
      // The page has headers of its own, by whatever address; a folder is none of its files.
      allowedPath: (path) =>
        path !== '/index.html' && !path.endsWith('/') && (this.kept || !keepers.includes(path)),
      setHeaders: (reply, path) => {
        // Files with a hash in their name never change.
        const hashed = /-([A-Z0-9]{8}\.\w+|[a-z0-9]{8}\.js)(\.br|\.gz)?$/.test(path);
        void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        void reply.header('content-security-policy', filePolicy);
        for (const name of pageHeaders) void reply.removeHeader(name);
      },
    });
  }

  /** Whether a request that found nothing is somebody opening a page. */
  wants(request: FastifyRequest): boolean {
    const path = request.url.split('?', 1)[0] ?? '';
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (path === '/api' || path.startsWith('/api/')) return false;
    return path === '/' || path === '/index.html' || !/\.\w+$/.test(path);
  }

  send(request: FastifyRequest, reply: FastifyReply): void {
    const squeezed = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    if (squeezed) void reply.header('content-encoding', 'br');
    void reply
      .status(200)
      .header('content-security-policy', pagePolicy())
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .type('text/html; charset=utf-8')
      .send(squeezed ? this.squeezed : this.page);
  }
}
