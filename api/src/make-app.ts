import fastifyCookie from '@fastify/cookie';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest, RawServerDefault, RouteOptions } from 'fastify';
import { AppModule, type AppSettings } from './app.module';
import { acceptProductLists } from './directory/accept-product-lists';
import { compressAnswers, tellChanges } from './http/answer-hooks';
import { BatchAdmission } from './http/batch-admission';
import { admitForms } from './http/form-admission';
import { asProblem, sendProblem } from './http/problem.filter';
import { acceptPageForms } from './http/page-forms';
import { refuseUnreadable } from './http/refuse-unreadable';
import { securityHeaders } from './http/security-headers';
import { type LogLevel, logLevels } from './platform/config';
import { WebPages } from './http/web-pages';
import { ChangeSignal } from './platform/change-signal';

export interface ServerSettings extends Omit<AppSettings, 'pages'> {
  /** Folder of the built web app; null for the API alone. */
  readonly webDir: string | null;
  /** Whether browsers may keep the web app, to open it without a network; yes when not said. */
  readonly keepApp?: boolean;
  /** How many proxies in front of the server tell the truth about the caller's address. */
  readonly trustedProxies: number;
  /** The least important lines that are logged. No line holds an address, a name or a body. */
  readonly logLevel: LogLevel;
}

const bodyBytes = 100_000;
const batchBodyBytes = 2_000_000;
/** Calls that carry batches, as their routes are written. */
const batchRoutes = [
  '/api/v1/movements',
  '/api/v1/transfers',
  '/api/v1/transfers/:id/receipt',
  '/api/v1/visits',
];

function isBatch(route: RouteOptions): boolean {
  return route.method === 'POST' && batchRoutes.includes(route.url);
}

function levelsFrom(least: LogLevel): LogLevel[] {
  return logLevels.slice(0, logLevels.indexOf(least) + 1);
}

/** Builds the server, ready to listen. The same for the program and for tests. */
export async function makeApp(settings: ServerSettings): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytes,
    clientErrorHandler: refuseUnreadable,
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
  const pages = WebPages.in(settings.webDir, settings.keepApp);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...settings, pages }),
    adapter,
    {
      logger: new ConsoleLogger({ logLevels: levelsFrom(settings.logLevel), colors: false, timestamp: true }),
      abortOnError: false,
    },
  );
  app.setGlobalPrefix('api', { exclude: ['s/{*page}', 'board/{*page}'] });
  await app.register(fastifyCookie);
  const fastify = app.getHttpAdapter().getInstance();
  // JSON and nothing else: a form is what other people's pages can send without asking. Names such as __proto__ are
  // left to the checks of each call, which refuse them like any other unknown field.
  const readJson = fastify.getDefaultJsonParser('ignore', 'ignore');
  app.useBodyParser<RawServerDefault>('application/json', {}, (request, body, done) => {
    void readJson(request, body.toString('utf8'), done);
  });
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRoute', (route) => {
    if (isBatch(route)) route.bodyLimit = batchBodyBytes;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
    done();
  });
  app.get(BatchAdmission).guard(fastify, isBatch, batchBodyBytes);
  admitForms(fastify);
  compressAnswers(fastify);
  tellChanges(fastify, app.get(ChangeSignal));
  acceptProductLists(fastify);
  acceptPageForms(fastify);
  await pages?.serveFiles(app);
  return app;
}
