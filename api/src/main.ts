import 'reflect-metadata';
import { makeDataSource } from './platform/data-source';
import { type Config, readConfig } from './platform/config';
import { Database } from './platform/database';
import { StartProblem } from './platform/start-problem';
import { demonstrationLinks } from './demo/demonstration-links';
import { loadDemonstration } from './demo/load-demonstration';
import { entities } from './entities';
import { openTiles } from './http/tiles/open-tiles';
import type { TileSource } from './http/tiles/tile-source';
import { builtWebDir } from './http/web-pages';
import { makeApp } from './make-app';
import { type OpenDatabase, openDatabase } from './open-database';
import { hasGroup } from './people/people.queries';
import { newToken } from './people/token';
import { networkAddresses } from './platform/network-addresses';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const tiles = await openTiles(config.tiles, config.tilesAttribution);
  say(config.databaseUrl ? 'Connecting to the database …' : 'Starting the database …');
  const opened = await openDatabase(config, (line) => say(`  ${line}`));
  try {
    await serve(config, opened, tiles);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function serve(config: Config, opened: OpenDatabase, tiles: TileSource | null): Promise<void> {
  const prepared = await prepare(config, opened.url);
  const app = await makeApp({
    databaseUrl: opened.url,
    publicUrl: config.publicUrl,
    setUpToken: prepared.setUpToken,
    trustedProxies: config.trustedProxies,
    webDir: builtWebDir,
    keepApp: config.keepApp,
    logLevel: config.logLevel,
    tiles,
  });
  await listen(config, () => app.listen(config.port, config.host));
  const address = (
    config.publicUrl ?? (await app.getUrl()).replace(/0\.0\.0\.0|\[::\]|\[::1\]|127\.0\.0\.1/, 'localhost')
  ).replace(/\/$/, '');

  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await app.close();
    await tiles?.close();
    await opened.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  void opened.gone.then((problem) => {
    if (ending) return;
    if (problem) process.stderr.write(`${problem.message}\n`);
    void end(1);
  });

  say('');
  say(`Commonshelf is ready: ${address}`);
  if (config.publicUrl === null && config.host === '0.0.0.0') {
    for (const host of networkAddresses())
      say(`  on this network:     http://${host}:${new URL(address).port}`);
  }
  if (prepared.setUpToken !== null) say(`Set up your group: ${address}/setup#${prepared.setUpToken}`);
  if (prepared.links.length > 0) {
    say('Sign in to the demonstration group (links work for a day; start again for new ones):');
    for (const { role, token } of prepared.links) say(`  ${role.padEnd(10)} ${address}/sign-in#${token}`);
  }
  say('Stop with Ctrl+C.');
}

/** Sees to it that there is a group, or a way to make one. */
async function prepare(config: Config, url: string) {
  const source = await makeDataSource(url, entities).initialize();
  try {
    const database = new Database(source);
    let inUse = await database.enter(hasGroup);
    if (!inUse && config.demo) {
      say('Loading the demonstration group …');
      await loadDemonstration(database);
      inUse = true;
    }
    return {
      setUpToken: inUse ? null : (config.setupToken ?? newToken()),
      links: await demonstrationLinks(database),
    };
  } finally {
    await source.destroy();
  }
}

async function listen(config: Config, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') {
      throw new StartProblem(
        `Port ${config.port} is taken by another program: stop it, or choose another with PORT=${config.port + 1}.`,
      );
    }
    if (code === 'EACCES')
      throw new StartProblem(`Port ${config.port} needs more rights: choose one above 1023 with PORT.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartProblem(`HOST "${config.host}" is not an address of this machine.`);
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof StartProblem
      ? `${error.message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
