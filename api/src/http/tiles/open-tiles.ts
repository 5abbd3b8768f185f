import { resolve } from 'node:path';
import { StartProblem } from '@api/platform/start-problem';
import { openTileFile } from './tile-file';
import { TileServer } from './tile-server';
import type { TileSource } from './tile-source';

/** What `TILES` names: a PMTiles file or a tile server; null without it. @throws StartProblem for what cannot be used. */
export async function openTiles(
  tiles: string | null,
  attribution: string | null,
): Promise<TileSource | null> {
  if (tiles === null) return null;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(tiles)) return openTileFile(resolve(tiles), attribution);
  if (!isTemplate(tiles)) {
    throw new StartProblem(
      `TILES must be a PMTiles file or an address such as https://tiles.example.org/{z}/{x}/{y}.png, not "${tiles}".`,
    );
  }
  if (attribution === null) {
    throw new StartProblem(
      'TILES_ATTRIBUTION must say whose the tiles of TILES are: maps show it beside them.',
    );
  }
  return new TileServer({
    ...{ template: tiles, attribution, timeoutMs: 5_000, pauseMs: 15_000, keptBytes: 64_000_000 },
    now: () => performance.now(),
  });
}

/** HTTP or HTTPS, with each of the three numbers once, behind the host, and nothing else in braces. */
function isTemplate(text: string): boolean {
  const places = text.match(/\{[^}]*\}/g) ?? [];
  if ([...places].sort().join() !== '{x},{y},{z}') return false;
  return /^https?:\/\/[^/{]+\//i.test(text) && URL.canParse(text.replace(/\{[xyz]\}/g, '0'));
}
