import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type AppSettings } from './app.module';
import { acceptProductLists, productListPath } from './directory/accept-product-lists';
import { BatchAdmission } from './http/batch-admission';
import { asProblem, sendProblem } from './http/problem.filter';
import { securityHeaders } from './http/security-headers';
import { type LogLevel, logLevels } from './platform/config';
import { WebPages } from './http/web-pages';

export interface ServerSettings extends Omit<AppSettings, 'pages'> {
  /** Folder of the built web app; null for the API alone. */
  readonly webDir: string | null;
  /** How many proxies in front of the server tell the truth about the caller's address. */
  readonly trustedProxies: number;
  /** The least important lines that are logged. No line holds an address, a name or a body. */
  readonly logLevel: LogLevel;
}

const bodyBytes = 100_000;
const batchBodyBytes = 2_000_000;
/** Calls that carry batches. */
const batchPaths = /^\/api\/v1\/(movements|transfers|transfers\/[^/]+\/receipt)$/;

function isBatch(request: FastifyRequest): boolean {
  return request.method === 'POST' && batchPaths.test(request.url.split('?', 1)[0] ?? '');
}

function levelsFrom(least: LogLevel): LogLevel[] {
  return logLevels.slice(0, logLevels.indexOf(least) + 1);
}

/** Builds the server, ready to listen. The same for the program and for tests. */
export async function makeApp(settings: ServerSettings): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: batchBodyBytes,
    trustProxy: settings.trustedProxies > 0 ? settings.trustedProxies : false,
    routerOptions: { maxParamLength: 2_000 },
    forceCloseConnections: true,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(
        reply,
        asProblem(error, () => undefined),
      );
    },
  });
  const pages = WebPages.in(settings.webDir);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...settings, pages }),
    adapter,
    {
      logger: new ConsoleLogger({ logLevels: levelsFrom(settings.logLevel), colors: false, timestamp: true }),
      abortOnError: false,
    },
  );
  app.setGlobalPrefix('api');
  await app.register(fastifyHelmet, {
    // Ours, by kind of answer: see security-headers.
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    // For browsers and plug-ins that no longer exist: bytes on every answer to a prepaid phone.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  await app.register(fastifyCookie);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
    const length = Number(request.headers['content-length'] ?? 0);
    const path = request.url.split('?', 1)[0] ?? '';
    if (length > bodyBytes && !batchPaths.test(path) && path !== productListPath) {
      done(Object.assign(new Error('too large'), { statusCode: 413 }));
    } else done();
  });
  app.get(BatchAdmission).guard(fastify, isBatch, batchBodyBytes);
  acceptProductLists(fastify);
  await pages?.serveFiles(app);
  return app;
}
