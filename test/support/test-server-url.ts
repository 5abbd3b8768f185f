/**
 * URL of a database on the server of this run; without a name, of the one that is there for creating others.
 * @throws Error outside the Jest projects that have a database.
 */
export function urlOnTestServer(database?: string): string {
  const server = process.env['TEST_SERVER_URL'];
  if (server === undefined)
    throw new Error('No test database here: name the spec under test/api, test/ledger or test/browser.');
  if (database === undefined) return server;
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
