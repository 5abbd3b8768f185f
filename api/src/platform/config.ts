import { resolve } from 'node:path';
import { StartProblem } from './start-problem';

/** From the gravest to the most talkative. */
export const logLevels = ['fatal', 'error', 'warn', 'log', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the program is told by its environment. Everything has a default that works on a laptop. */
export interface Config {
  readonly port: number;
  /** The address to listen on; all of them when not said, so that phones on the same network reach it. */
  readonly host: string;
  /** An external PostgreSQL ≥ 15; null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded PostgreSQL and files live. */
  readonly dataDir: string;
  /** Where people reach the app, without a slash at the end; for links and the same-origin check. */
  readonly publicUrl: string | null;
  readonly demo: boolean;
  /** False takes the app back from the browsers that keep it for times without a network. */
  readonly keepApp: boolean;
  /** Makes the first group; printed at first start when not given. */
  readonly setupToken: string | null;
  readonly logLevel: LogLevel;
  /** A PMTiles file, or the address of a tile server with {z}, {x} and {y}; null for maps on a plain ground. */
  readonly tiles: string | null;
  /** Whose the tiles are, to be shown with them. */
  readonly tilesAttribution: string | null;
  /** How many addresses of proxies in front of the server to trust for the caller's address. */
  readonly trustedProxies: number;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: wholeNumber(env, 'PORT', 3000, 0, 65_535),
    host: env['HOST'] || '0.0.0.0',
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir: resolve(env['DATA_DIR'] || '.data'),
    publicUrl: env['PUBLIC_URL'] ? publicUrl(env['PUBLIC_URL']) : null,
    demo: (env['DEMO'] ?? 'on').toLowerCase() !== 'off',
    keepApp: (env['KEEP_APP'] ?? 'on').toLowerCase() !== 'off',
    setupToken: env['SETUP_TOKEN'] || null,
    tiles: env['TILES'] || null,
    tilesAttribution: env['TILES_ATTRIBUTION']?.trim() || null,
    logLevel: oneOf(env, 'LOG_LEVEL', logLevels, 'warn'),
    trustedProxies: wholeNumber(env, 'TRUSTED_PROXIES', 0, 0, 10),
  };
}

function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  usual: number,
  least: number,
  most: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new StartProblem(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, list: readonly T[], usual: T): T {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const found = list.find((one) => one === text);
  if (found === undefined)
    throw new StartProblem(`${name} must be one of ${list.join(', ')}, not "${text}".`);
  return found;
}

function publicUrl(text: string): string {
  try {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.origin;
  } catch {
    // falls through to the sentence
  }
  throw new StartProblem(`PUBLIC_URL must be an address such as https://shelf.example.org, not "${text}".`);
}
