import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TileType } from 'pmtiles';
import { PNG } from 'pngjs';
import type { SiteMapReply } from '@shared/sites/sites.contract';
import { openTiles } from '@api/http/tiles/open-tiles';
import { TileServer, type TileServerSettings } from '@api/http/tiles/tile-server';
import type { TileSource } from '@api/http/tiles/tile-source';
import {
  type LittleTileServer,
  littleTile,
  startLittleTileServer,
  writeTileFile,
} from '../support/little-tiles';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { startTestApp, type TestApp } from '../support/test-app';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonshelf-tiles-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server with one public site, and its map for everybody. */
async function withPlace(tiles: TileSource | null): Promise<{ server: TestApp; map: string }> {
  const server = await startTestApp({ tiles });
  const place = { name: 'Oak', kind: 'fridge', latitude: 40.7, longitude: -74 };
  const { body } = await server.organizer.post<{ id: string }>('/api/v1/sites', place);
  await openToStrangers(server, body.id, 'oak', { showsPlace: true });
  return { server, map: '/board/eastside-mutual-aid/map' };
}

const get = async (server: TestApp, path: string) => {
  const answer = await fetch(server.address + path);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** Whether it is a picture of which nothing is seen. */
function isUnseen(bytes: Buffer): boolean {
  const { width, height, data } = PNG.sync.read(bytes);
  return width === 1 && height === 1 && data[3] === 0;
}

describe('without tiles', () => {
  it('the maps ask for none, and there are none', async () => {
    const { server, map } = await withPlace(null);
    const { html } = await new Neighbour(server.address).page(map);
    expect(html).toContain('aria-label="1. Oak');
    expect(html).not.toMatch(/<image|tiles|https?:\/\/(?!www\.w3|schema)/);
    expect((await server.organizer.get<SiteMapReply>('/api/v1/sites/map')).body.tiles).toBeNull();
    expect((await get(server, '/api/v1/tiles/0/0/0')).status).toBe(404);
    await server.close();
  });
});

describe('a file of tiles', () => {
  let server: TestApp;
  let tiles: TileSource | null;
  let map: string;

  beforeAll(async () => {
    const path = join(folder, 'little.pmtiles');
    writeTileFile(path, { mostZoom: 3, isThere: (z, x, y) => z < 3 || (x === 2 && y < 4) });
    tiles = await openTiles(path, null);
    ({ server, map } = await withPlace(tiles));
  });

  afterAll(async () => {
    await server.close();
    await tiles?.close();
  });

  it('lies under the map for everybody and the members’ map, with the names of its makers', async () => {
    const { html, headers } = await new Neighbour(server.address).page(map);
    expect(html).toMatch(/<image\s+href="\/api\/v1\/tiles\/3\/2\/3"/);
    expect(html).toContain('© Little Maps &#38; neighbours');
    expect(html).toContain('aria-label="1. Oak');
    expect(headers.get('content-security-policy')).toContain("img-src 'self'");
    expect((await server.organizer.get<SiteMapReply>('/api/v1/sites/map')).body.tiles).toEqual({
      ...{ attribution: '© Little Maps & neighbours', leastZoom: 0, mostZoom: 3 },
    });
  });

  it('is handed out tile by tile, to be kept for a day, and says where it has none', async () => {
    const there = await get(server, '/api/v1/tiles/3/2/3');
    expect([there.status, there.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(there.bytes.equals(littleTile(3, 2, 3))).toBe(true);
    expect(there.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(there.headers.get('x-content-type-options')).toBe('nosniff');
    expect(there.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const none = await get(server, '/api/v1/tiles/3/5/5');
    expect([none.status, none.headers.get('cache-control')]).toEqual([200, 'public, max-age=86400']);
    expect(isUnseen(none.bytes)).toBe(true);
  });

  it.each([
    ...[
      '4/0/0',
      '3/8/0',
      '3/0/8',
      '-1/0/0',
      '3/-1/0',
      '1.5/0/0',
      '0x1/0/0',
      '3/1e0/0',
      '3/%2e%2e/0',
      '3/2/3.png',
    ],
    ...['99999999999/0/0', '3/NaN/0', '3/%00/0', 'http:%2F%2Flocalhost/1/2', '{z}/{x}/{y}'],
  ])('has no tile %s', async (path) => {
    expect((await get(server, `/api/v1/tiles/${path}`)).status).toBe(404);
  });
});

describe('what TILES may say', () => {
  const refusal = (tiles: string, attribution: string | null = 'Somebody') =>
    openTiles(tiles, attribution).then(
      () => 'taken',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it('is a file of pictures, not of vectors, and not another file', async () => {
    const vectors = join(folder, 'vectors.pmtiles');
    writeTileFile(vectors, { mostZoom: 0, tileType: TileType.Mvt });
    expect(await refusal(vectors)).toMatch(
      /StartProblem: TILES: ".*vectors\.pmtiles" holds vector tiles; .*PNG/,
    );
    const other = join(folder, 'other.pmtiles');
    writeFileSync(other, 'x'.repeat(20_000));
    expect(await refusal(other)).toMatch(/is no PMTiles file of version 3\.$/);
    writeFileSync(other, '');
    expect(await refusal(other)).toMatch(/is no PMTiles file of version 3\.$/);
    expect(await refusal(join(folder, 'none.pmtiles'))).toMatch(/there is no file/);
  });

  it.each([
    'https://tiles.example.org/all.pmtiles',
    'https://tiles.example.org/{z}/{x}.png',
    'https://tiles.example.org/{z}/{x}/{y}/{y}.png',
    'https://{s}.example.org/{z}/{x}/{y}.png',
    'https://{z}.example.org/{x}/{y}.png',
    'file:///etc/{z}/{x}/{y}',
    'ftp://tiles.example.org/{z}/{x}/{y}.png',
    'https:///{z}/{x}/{y}',
  ])('is no address such as %s', async (template) => {
    expect(await refusal(template)).toMatch(
      /^StartProblem: TILES must be a PMTiles file or an address such as/,
    );
  });

  it('is an address with the names of its makers', async () => {
    const template = 'https://tiles.example.org/{z}/{x}/{y}.png?key=secret';
    expect(await refusal(template, null)).toMatch(/^StartProblem: TILES_ATTRIBUTION must say/);
    expect(await refusal(template)).toBe('taken');
    expect(await openTiles(null, null)).toBeNull();
  });
});

describe('a tile server', () => {
  let far: LittleTileServer;
  let now = 0;

  beforeAll(async () => {
    far = await startLittleTileServer();
  });

  afterAll(() => far.close());

  beforeEach(() => {
    far.answer = null;
    far.asked.length = 0;
  });

  const source = (more: Partial<TileServerSettings> = {}) =>
    new TileServer({
      ...{ template: far.template, attribution: '© Far Maps', timeoutMs: 3_000, pauseMs: 15_000 },
      ...{ keptBytes: 1_000_000, now: () => now, ...more },
    });

  it('is asked once for what many look at, and learns nothing of them', async () => {
    const { server, map } = await withPlace(source());
    const visitor = { 'user-agent': 'TellTale/1.0', 'x-forwarded-for': '203.0.113.9', cookie: 'tell=tale' };
    const { html } = await new Neighbour(server.address, visitor).page(map);
    expect(html).toContain('© Far Maps');
    const path = /<image\s+href="([^"]+)"/.exec(html)?.[1] ?? '';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(server.address + path, { headers: { ...visitor, referer: server.address } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await fetch(server.address + path, { headers: visitor })).status).toBe(200);
    expect(far.asked.map(({ url }) => url)).toEqual([path.replace('/api/v1/tiles', '/t') + '.png']);
    expect(JSON.stringify(far.asked[0]?.headers)).not.toMatch(
      /TellTale|203\.0|tale|referer|forwarded|cookie/i,
    );
    await server.close();
  });

  it('that fails leaves the page as it is, and is left alone for a while', async () => {
    const tiles = source();
    const { server, map } = await withPlace(tiles);
    far.answer = (_, response) => response.writeHead(500).end();
    const failed = await get(server, '/api/v1/tiles/3/2/3');
    expect([failed.status, failed.headers.get('retry-after'), failed.headers.get('cache-control')]).toEqual([
      ...[503, '15', 'no-store'],
    ]);
    // A picture all the same: browsers draw a broken one for anything else.
    expect(isUnseen(failed.bytes)).toBe(true);
    expect((await get(server, '/api/v1/tiles/3/2/4')).status).toBe(503);
    expect(far.asked).toHaveLength(1);
    expect((await new Neighbour(server.address).page(map)).status).toBe(200);
    far.answer = null;
    now += 15_001;
    expect((await get(server, '/api/v1/tiles/3/2/3')).status).toBe(200);
    await server.close();
  });

  const broken: readonly (readonly [string, LittleTileServer['answer']])[] = [
    ['leads elsewhere', (_, response) => response.writeHead(302, { location: '/t/9/9/9.png' }).end()],
    ['sends a page', (_, response) => response.end('<html><script>alert(1)</script></html>')],
    [
      'sends a drawing that could hold scripts',
      (_, response) => response.setHeader('content-type', 'image/svg+xml').end('<svg/>'),
    ],
    [
      'sends without end',
      (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(100_000)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
    ],
    ['does not answer', () => undefined],
    ['hangs up', (_, response) => response.destroy()],
  ];
  it.each(broken)('that %s is not passed on', async (_, answer) => {
    far.answer = answer;
    const tiles = source({ timeoutMs: 500 });
    await expect(tiles.tile(3, 2, 3)).rejects.toMatchObject({ code: 'busy' });
    expect(far.asked.map(({ url }) => url)).toEqual(['/t/3/2/3.png']);
    await tiles.close();
  });

  it('that has none there is believed, and not asked again', async () => {
    far.answer = (_, response) => response.writeHead(404).end();
    const tiles = source();
    expect([await tiles.tile(5, 1, 1), await tiles.tile(5, 1, 1)]).toEqual([null, null]);
    expect(far.asked).toHaveLength(1);
    await tiles.close();
  });

  it('fills no more memory than it may: what was not looked at the longest goes first', async () => {
    const size = littleTile(5, 1, 1).length;
    const tiles = source({ keptBytes: 3.5 * (size + 500) });
    const ask = async (...columns: number[]) => {
      far.asked.length = 0;
      for (const x of columns) await tiles.tile(5, x, 1);
      return far.asked.map(({ url }) => url.split('/')[3]);
    };
    expect(await ask(1, 2, 3, 1)).toEqual(['1', '2', '3']);
    expect(await ask(4, 1, 3, 4)).toEqual(['4']);
    expect(await ask(2)).toEqual(['2']);
    await tiles.close();
  });

  it('is asked for no more than some tiles at once; a crowd hears that it has to wait', async () => {
    const open = new Set<() => void>();
    let most = 0;
    far.answer = (_, response) => {
      open.add(() => response.writeHead(404).end());
      most = Math.max(most, open.size);
      if (open.size === 4) {
        open.forEach((end) => end());
        open.clear();
      }
    };
    const tiles = source();
    const outcomes = await Promise.all(
      Array.from({ length: 140 }, (_, x) =>
        tiles.tile(9, x, 1).then(
          () => 'told',
          (error: { code?: string }) => error.code,
        ),
      ),
    );
    expect(most).toBe(4);
    expect(outcomes.filter((outcome) => outcome === 'told')).toHaveLength(104);
    expect(outcomes.filter((outcome) => outcome === 'too_many')).toHaveLength(36);
    await tiles.close();
  });
});
