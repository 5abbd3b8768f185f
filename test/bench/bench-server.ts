import { makeApp } from '@api/make-app';

/** The server in a process of its own, as in production: BENCH_DATABASE_URL and BENCH_SET_UP say what it needs. */
async function serve(): Promise<void> {
  const app = await makeApp({
    databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
    publicUrl: null,
    setUpToken: process.env['BENCH_SET_UP'] ?? null,
    trustedProxies: 0,
    webDir: null,
    logLevel: 'warn',
  });
  await app.listen(0, '127.0.0.1');
  const { port } = new URL(await app.getUrl());
  process.send?.({ port: Number(port) });
  process.once('disconnect', () => void app.close().then(() => process.exit(0)));
}

void serve();
