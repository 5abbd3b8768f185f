import type { MapTiles } from '@shared/sites/sites.contract';

/** A picture of a square of the world, 256 pixels wide. */
export interface Tile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Where tiles come from: a file, or another server. */
export interface TileSource {
  readonly about: MapTiles;
  /** How long browsers may keep one. */
  readonly keepSeconds: number;
  /** Null where there is none. The numbers lie within the zoom levels. @throws Problem `busy` when it cannot be told now. */
  tile(z: number, x: number, y: number): Promise<Tile | null>;
  close(): Promise<void>;
}
