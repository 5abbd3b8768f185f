import { Problem } from '@shared/words/problem';
import { FairQueue } from '../fair-queue';
import { pictureType } from './picture-type';
import type { Tile, TileSource } from './tile-source';

export interface TileServerSettings {
  /** With `{z}`, `{x}` and `{y}`. */
  readonly template: string;
  readonly attribution: string;
  readonly timeoutMs: number;
  /** How long nothing is asked after the server failed: who waits for it in vain makes everybody wait. */
  readonly pauseMs: number;
  /** Of tiles that are kept in memory. */
  readonly keptBytes: number;
  readonly now: () => number;
}

interface Kept {
  /** Null where the server said that there is none. */
  readonly tile: Tile | null;
  readonly since: number;
}

const tileBytes = 1_000_000;
const keptMs = 7 * 86_400_000;
/** What a tile costs beside its bytes. */
const tileOverhead = 500;
const closest = 18;
/** What servers answer where they have no tile, or none of that zoom level. */
const sayNone: readonly number[] = [204, 400, 404, 410];

/**
 * Another server's tiles, fetched by this one and kept for a week: whoever looks at a map is never seen by that server. Nothing
 * but numbers is put into the address, redirections are not followed, and only pictures are passed on.
 */
export class TileServer implements TileSource {
  readonly about;
  readonly keepSeconds = 86_400;
  private readonly kept = new Map<string, Kept>();
  private keptBytes = 0;
  private readonly asked = new Map<string, Promise<Tile | null>>();
  private awayUntil = -Infinity;
  private readonly queue: FairQueue;
  private readonly ended = new AbortController();

  constructor(private readonly settings: TileServerSettings) {
    const { attribution, now } = settings;
    this.about = { attribution, leastZoom: 0, mostZoom: closest };
    this.queue = new FairQueue({
      ...{ atWork: 4, waiting: 100, patienceMs: 2 * settings.timeoutMs },
      ...{ now, random: () => Math.random() },
    });
  }

  async tile(z: number, x: number, y: number): Promise<Tile | null> {
    const key = `${z}/${x}/${y}`;
    const known = this.kept.get(key);
    if (known && this.settings.now() - known.since < keptMs) {
      // To the end: what was not asked for the longest goes first.
      this.kept.delete(key);
      this.kept.set(key, known);
      return known.tile;
    }
    const asked = this.asked.get(key) ?? this.ask(key, z, x, y);
    this.asked.set(key, asked);
    return asked;
  }

  close(): Promise<void> {
    this.ended.abort();
    return Promise.resolve();
  }

  private async ask(key: string, z: number, x: number, y: number): Promise<Tile | null> {
    try {
      return await this.queue.run('tiles', async () => {
        if (this.settings.now() < this.awayUntil) throw this.away();
        const tile = await this.fetched(z, x, y);
        this.keep(key, tile);
        return tile;
      });
    } finally {
      this.asked.delete(key);
    }
  }

  private async fetched(z: number, x: number, y: number): Promise<Tile | null> {
    const { template, timeoutMs, pauseMs, now } = this.settings;
    const address = template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
    try {
      const answer = await fetch(address, {
        redirect: 'error',
        headers: { accept: 'image/*', 'user-agent': 'Commonshelf' },
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), this.ended.signal]),
      });
      if (sayNone.includes(answer.status)) {
        await answer.body?.cancel();
        return null;
      }
      if (!answer.ok) {
        await answer.body?.cancel();
        throw new Error(`It answered ${answer.status}.`);
      }
      const bytes = await bodyOf(answer);
      const type = pictureType(bytes);
      if (type === null) throw new Error('It sent no picture.');
      return { type, bytes };
    } catch {
      this.awayUntil = now() + pauseMs;
      throw this.away();
    }
  }

  private away(): Problem {
    return new Problem('busy', undefined, undefined, Math.ceil(this.settings.pauseMs / 1_000));
  }

  private keep(key: string, tile: Tile | null): void {
    this.forget(key);
    this.kept.set(key, { tile, since: this.settings.now() });
    this.keptBytes += sizeOf(tile);
    for (const oldest of this.kept.keys()) {
      if (this.keptBytes <= this.settings.keptBytes) return;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    const known = this.kept.get(key);
    if (!known) return;
    this.kept.delete(key);
    this.keptBytes -= sizeOf(known.tile);
  }
}

const sizeOf = (tile: Tile | null) => tileOverhead + (tile?.bytes.length ?? 0);

async function bodyOf(answer: Response): Promise<Buffer> {
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) return Buffer.concat(parts);
    length += part.value.length;
    if (length > tileBytes) {
      await reader?.cancel();
      throw new Error('It sent too much.');
    }
    parts.push(part.value);
  }
}
