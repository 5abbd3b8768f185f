import type { LiveChange } from '@shared/sync/live.contract';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import type { LiveConnection } from './live-connection';
import { standpoint } from './standpoint.query';
import { writeCursor } from './sync-cursor';
import { type Changes, whatChanged } from './what-changed.query';

/** Two looks a second for each group, at most, however much is scanned. */
const betweenLooksMs = 500;
/** A change is told this much after it was heard of, with all that happens meanwhile. */
const togetherMs = 100;
/** Looks without having heard anything: for what other programs write, and for signals that were lost. */
const unaskedMs = 15_000;
const sitesAtMost = 50;

/** The devices of one group that listen. What they are told is read from the database, so it cannot have been missed. */
export class LiveFeed {
  readonly connections = new Set<LiveConnection>();
  /** Resolves once nothing is missed from then on. */
  readonly ready: Promise<void>;
  private seen = '';
  private incarnation = '';
  private timer: NodeJS.Timeout | null = null;
  private lookedAt = 0;
  private heard = false;
  private looking = false;
  private ended = false;
  private readonly unasked: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly actor: Actor,
    /** Called before the devices are told: what was answered until now is old. */
    private readonly onChange: () => void,
  ) {
    this.ready = this.begin();
    this.unasked = setInterval(() => {
      this.look();
    }, unaskedMs).unref();
  }

  end(): void {
    this.ended = true;
    clearInterval(this.unasked);
    if (this.timer) clearTimeout(this.timer);
  }

  /** Something changed, or may have. */
  hear(): void {
    this.heard = true;
    if (this.timer || this.looking || this.ended) return;
    const wait = Math.max(togetherMs, this.lookedAt + betweenLooksMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.look();
    }, wait).unref();
  }

  private async begin(): Promise<void> {
    const here = await this.database.read(this.actor, (work) => standpoint(work, null));
    [this.seen, this.incarnation] = [here.snapshot, here.incarnation];
  }

  private look(): void {
    if (this.looking || this.ended || this.seen === '') return;
    this.looking = true;
    const heard = this.heard;
    this.heard = false;
    this.lookedAt = performance.now();
    this.tellChanges(heard)
      // The database is away for a moment; what changed will still be there.
      .catch(() => {
        this.heard ||= heard;
      })
      .finally(() => {
        this.looking = false;
        if (this.heard) this.hear();
      });
  }

  private async tellChanges(heard: boolean): Promise<void> {
    const { here, changes } = await this.database.read(this.actor, async (work) => ({
      here: await standpoint(work, null),
      changes: await whatChanged(work, this.seen),
    }));
    [this.seen, this.incarnation] = [here.snapshot, here.incarnation];
    const change = liveChange(changes, heard);
    if (change === null) return;
    this.onChange();
    const id = idOf(this.incarnation, this.seen);
    for (const connection of this.connections) connection.event('changed', id, change);
  }
}

/** What goes on after these ids is told to whoever comes back with one. */
export function idOf(incarnation: string, snapshot: string): string {
  return writeCursor({ incarnation, siteId: null, since: null, until: snapshot, at: null });
}

/** Null where there is nothing to tell. */
export function liveChange({ sites, catalogue }: Changes, other: boolean): LiveChange | null {
  if (sites.length === 0 && !catalogue && !other) return null;
  return { sites: sites.length > sitesAtMost ? null : sites, catalogue, other };
}
