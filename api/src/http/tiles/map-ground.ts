import type { MapTiles } from '@shared/sites/sites.contract';
import type { TileSource } from './tile-source';

/** What maps are drawn on: tiles, where whoever runs the server said which, else nothing but a grid. */
export class MapGround {
  constructor(readonly tiles: TileSource | null) {}

  get about(): MapTiles | null {
    return this.tiles?.about ?? null;
  }
}
