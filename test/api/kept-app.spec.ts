import { startTestApp, type TestApp } from '../support/test-app';

let server: TestApp;

beforeAll(async () => {
  server = await startTestApp({ web: true, keepApp: false });
});

afterAll(() => server.close());

describe('a server that does not want the app to be kept', () => {
  it.each(['/keeper.js', '/ngsw-worker.js', '/ngsw.json'])(
    'has no %s, so that browsers let go of it',
    async (path) => {
      expect((await server.nobody.get(path)).status).toBe(404);
    },
  );

  it('serves the app all the same', async () => {
    expect((await server.nobody.get<string>('/scan')).body).toContain('<cs-root>');
  });
});
