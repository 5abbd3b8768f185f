import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { ChangeSignal } from '@api/platform/change-signal';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { LiveConnection } from '@api/sync/live-connection';
import { idOf, liveChange, LiveFeed } from '@api/sync/live-feed';
import { standpoint } from '@api/sync/standpoint.query';
import { readCursor } from '@api/sync/sync-cursor';
import { whatChanged } from '@api/sync/what-changed.query';
import { SessionCache } from './session-cache';
import { SyncAnswers } from './sync-answers';

const connectionsAtMost = 2_000;
/** One device needs one; some more for tabs that reload before the old line is known to be dead. */
const perSessionAtMost = 8;
const beatMs = 15_000;
const comeBackMs = 2_000;

/** All devices that listen to this process, by group. */
@Injectable()
export class LiveHub implements OnModuleDestroy {
  private readonly feeds = new Map<Id, LiveFeed>();
  private readonly ofSession = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionCache,
    private readonly answers: SyncAnswers,
    signal: ChangeSignal,
  ) {
    signal.listen((groupId) => {
      if (groupId !== null) this.feeds.get(groupId)?.hear();
      else for (const feed of this.feeds.values()) feed.hear();
    });
  }

  onModuleDestroy(): void {
    for (const feed of this.feeds.values()) {
      feed.end();
      for (const connection of feed.connections) connection.end();
    }
  }

  /** @throws Problem `too_many` when there is no room for another device. */
  ensureRoom(token: string): void {
    if (this.count < connectionsAtMost && (this.ofSession.get(token) ?? 0) < perSessionAtMost) return;
    throw new Problem('too_many', undefined, undefined, 10 + Math.floor(Math.random() * 20));
  }

  /**
   * Tells a device what changes from now on, and what did since `lastEventId`. `raw` has its headers; it is ended when the
   * session has.
   */
  async join(actor: Actor, token: string, raw: ServerResponse, lastEventId: string | null): Promise<void> {
    const feed = this.feedOf(actor);
    const connection = new LiveConnection(actor, token, raw, () => {
      clearInterval(beat);
      this.leave(connection, feed);
    });
    const beat = setInterval(() => void this.beat(connection), beatMs).unref();
    this.count++;
    this.ofSession.set(token, (this.ofSession.get(token) ?? 0) + 1);
    feed.connections.add(connection);
    // Somewhat different for each, so that they do not all come back in the same moment after a restart.
    connection.retryAfter(comeBackMs + Math.floor(Math.random() * comeBackMs));
    try {
      await feed.ready;
      await this.catchUp(connection, lastEventId);
    } catch {
      // The database is away: the device comes back.
      connection.end();
    }
  }

  private async catchUp(connection: LiveConnection, lastEventId: string | null): Promise<void> {
    const from = lastEventId === null ? null : readCursor(lastEventId);
    const { here, changes } = await this.database.read(connection.actor, async (work) => {
      const here = await standpoint(work, from);
      return { here, changes: from && here.isOwn ? await whatChanged(work, from.until) : null };
    });
    const id = idOf(here.incarnation, here.snapshot);
    if (lastEventId !== null) {
      // Asks and transfers leave no mark, so whoever was away may have missed some.
      const change = changes && liveChange(changes, true);
      if (change) connection.event('changed', id, change);
      else connection.event('resync', id);
    }
    connection.event('ready', id);
  }

  private async beat(connection: LiveConnection): Promise<void> {
    try {
      const actor = await this.sessions.actorOf(connection.token);
      if (actor?.groupId === connection.actor.groupId) connection.beat();
      else {
        connection.event('signed_out', null);
        connection.end();
      }
    } catch {
      // Whether the session stands cannot be told now; the next beat tells.
      connection.beat();
    }
  }

  private feedOf(actor: Actor): LiveFeed {
    const known = this.feeds.get(actor.groupId);
    if (known) return known;
    const feed = new LiveFeed(this.database, actor, () => {
      this.answers.forget(actor.groupId);
    });
    this.feeds.set(actor.groupId, feed);
    feed.ready.catch(() => {
      this.drop(actor.groupId, feed);
    });
    return feed;
  }

  private leave(connection: LiveConnection, feed: LiveFeed): void {
    this.count--;
    const left = (this.ofSession.get(connection.token) ?? 1) - 1;
    if (left > 0) this.ofSession.set(connection.token, left);
    else this.ofSession.delete(connection.token);
    feed.connections.delete(connection);
    if (feed.connections.size === 0) this.drop(connection.actor.groupId, feed);
  }

  private drop(groupId: Id, feed: LiveFeed): void {
    feed.end();
    if (this.feeds.get(groupId) === feed) this.feeds.delete(groupId);
  }
}
