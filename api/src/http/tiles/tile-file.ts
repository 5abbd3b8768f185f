import { type FileHandle, open } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { PMTiles, type Source, TileType } from 'pmtiles';
import { Problem } from '@shared/words/problem';
import { StartProblem } from '@api/platform/start-problem';
import { pictureType } from './picture-type';
import type { TileSource } from './tile-source';

/** No directory and no tile is longer: a broken file must not fill the memory. */
const partBytes = 16_000_000;

/** A PMTiles file on this machine's disk, read piece by piece. @throws StartProblem for one that cannot be drawn. */
export async function openTileFile(path: string, attribution: string | null): Promise<TileSource> {
  const file = await open(path, 'r').catch(() => {
    throw new StartProblem(`TILES: there is no file "${path}" that can be read.`);
  });
  try {
    return await readTileFile(file, path, attribution);
  } catch (error) {
    await file.close();
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`TILES: "${path}" is no PMTiles file of version 3.`);
  }
}

async function readTileFile(file: FileHandle, path: string, attribution: string | null): Promise<TileSource> {
  const log = new Logger('Tiles');
  const archive = new PMTiles(sourceOf(file, path));
  const header = await archive.getHeader();
  if (header.tileType === TileType.Mvt || header.tileType === TileType.Mlt) {
    throw new StartProblem(
      `TILES: "${path}" holds vector tiles; maps here are drawn on pictures: take a PMTiles file of PNG, JPEG, WebP or AVIF tiles.`,
    );
  }
  return {
    about: {
      attribution: attribution ?? attributionIn(await archive.getMetadata()),
      ...{ leastZoom: header.minZoom, mostZoom: header.maxZoom },
    },
    keepSeconds: 86_400,
    tile: async (z, x, y) => {
      const found = await archive.getZxy(z, x, y).catch((error: unknown) => {
        log.warn(`The file of tiles cannot be read: ${error instanceof Error ? error.message : 'no reason'}`);
        throw new Problem('busy', undefined, undefined, 60);
      });
      const bytes = Buffer.from(found?.data ?? new ArrayBuffer(0));
      const type = pictureType(bytes);
      return type === null ? null : { type, bytes };
    },
    close: () => file.close(),
  };
}

function sourceOf(file: FileHandle, path: string): Source {
  return {
    getKey: () => path,
    getBytes: async (offset, length) => {
      if (length > partBytes) throw new Error('A part of the file is too long.');
      const data = new ArrayBuffer(length);
      const { bytesRead } = await file.read(new Uint8Array(data), 0, length, offset);
      return { data: data.slice(0, bytesRead) };
    },
  };
}

/** What the file says of its makers, without the links that it may hold. */
function attributionIn(metadata: unknown): string {
  const said = typeof metadata === 'object' && metadata !== null && 'attribution' in metadata;
  const text = said && typeof metadata.attribution === 'string' ? metadata.attribution : '';
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&copy;/g, '©')
    .replace(/&amp;/g, '&')
    .trim()
    .slice(0, 300);
}
