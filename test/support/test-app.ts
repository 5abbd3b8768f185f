import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SignedInReply, SpokenLanguage } from '@shared/people/people.contract';
import type { Role } from '@shared/words/role';
import { makeApp } from '@api/make-app';
import type { TileSource } from '@api/http/tiles/tile-source';
import type { LogLevel } from '@api/platform/config';
import { createTestDatabase } from './test-database';

/** What a call answered. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Makes calls as one member, or as nobody. */
export interface Person {
  readonly token: string | null;
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>;
  patch<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>;
  delete<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>;
}

/** The real server on a real database of its own, reached over HTTP. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly address: string;
  readonly databaseUrl: string;
  readonly nobody: Person;
  readonly organizer: Person;
  /** A new member of the group by invite. */
  join(role: Role, name?: string): Promise<Person>;
  as(token: string | null): Person;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly timeZone?: string;
  readonly clock?: () => Date;
  readonly setUp?: boolean;
  /** In which the group is set up. */
  readonly language?: SpokenLanguage;
  /** Serves the built web app too, for a browser. */
  readonly web?: boolean;
  /** Browsers may keep the web app; yes when not said. */
  readonly keepApp?: boolean;
  /** What maps are drawn on; a plain ground when not said. */
  readonly tiles?: TileSource | null;
  /** What is logged; warnings when not said. */
  readonly logLevel?: LogLevel;
  /** How many proxies are believed; none when not said. */
  readonly trustedProxies?: number;
}

export const setUpToken = 'open-sesame';

/** Starts the server on a clone of the migrated template database, with one group whose organizer is signed in. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const app = await makeApp({
    databaseUrl: database.url,
    publicUrl: null,
    setUpToken,
    trustedProxies: options.trustedProxies ?? 0,
    logLevel: options.logLevel ?? 'warn',
    webDir: options.web ? join(__dirname, '..', '..', 'dist', 'web', 'browser') : null,
    ...(options.keepApp === undefined ? {} : { keepApp: options.keepApp }),
    tiles: options.tiles ?? null,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const { clock } = options;
  // Devices take the time from what answers say.
  if (clock)
    app
      .getHttpServer()
      .prependListener('request', (_asked: IncomingMessage, answer: ServerResponse) =>
        answer.setHeader('date', clock().toUTCString()),
      );
  await app.listen(0, '127.0.0.1');
  const address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const as = (token: string | null) => person(address, token);
  const nobody = as(null);
  let organizer = nobody;
  if (options.setUp !== false) {
    const timeZone = options.timeZone ?? 'America/New_York';
    const group = {
      setupToken: setUpToken,
      groupName: 'Eastside Mutual Aid',
      timeZone,
      preset: 'us',
      name: 'Ada',
      ...(options.language ? { language: options.language } : {}),
    };
    organizer = as((await nobody.post<SignedInReply>('/api/v1/setup', group)).body.token);
  }
  return {
    app,
    address,
    databaseUrl: database.url,
    nobody,
    organizer,
    as,
    join: async (role, name = `A ${role}`) => {
      const invite = await organizer.post<{ token: string }>('/api/v1/invites', { role });
      return as(
        (await nobody.post<SignedInReply>('/api/v1/join', { invite: invite.body.token, name })).body.token,
      );
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

function person(address: string, token: string | null): Person {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(address + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (json ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  };
  return {
    token,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path, body) => call('DELETE', path, body),
  };
}
