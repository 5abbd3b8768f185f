import type { Route } from 'playwright-core';
import type { FreeStore } from './free-store';
import type { OwnChromium } from './own-chromium';
import type { RealServer } from './real-server';
import type { Volunteer } from './volunteer';

/** Everything a fault can reach. */
export interface Place {
  readonly server: RealServer;
  readonly chromium: OwnChromium;
  readonly store: FreeStore;
  readonly volunteer: Volunteer;
}

type Fault = (place: Place) => Promise<void>;

const sending = /\/api\/v1\/movements(\/|$)/;
const onSending =
  (handle: (route: Route) => Promise<void>): Fault =>
  async ({ chromium }) => {
    // A route that outlives its page or its server has nobody to answer to.
    await chromium.context.route(sending, (route) => handle(route).catch(() => undefined));
  };

/** What goes wrong, by the name it has in the table. */
export const faults: Readonly<Record<string, Fault>> = {
  'network drops': ({ chromium }) => chromium.context.setOffline(true),
  'requests are lost': onSending((route) => route.abort('connectionreset')),
  'answers are lost': onSending(async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }),
  'requests come twice': onSending(async (route) => {
    await route.fetch();
    await route.fulfill({ response: await route.fetch() });
  }),
  'tab is killed': ({ volunteer }) => volunteer.closeTab(),
  'browser is killed': ({ chromium }) => chromium.kill(),
  'API is killed': ({ server }) => server.killApi(),
  'PostgreSQL is killed': async ({ server }) => server.killPostgres(),
  'session is over': ({ store }) => store.endSessions(),
  'storage is full': async ({ volunteer }) => volunteer.storage?.fill(),
  'app is updated': ({ server }) => server.update(),
};

/** Takes away every fault that would last. */
export async function endFaults({ chromium, server, volunteer }: Place): Promise<void> {
  await server.up();
  if (!chromium.isUp) return;
  await chromium.context.setOffline(false);
  await chromium.context.unrouteAll({ behavior: 'wait' });
  if (await volunteer.canScan()) await volunteer.storage?.free();
}
