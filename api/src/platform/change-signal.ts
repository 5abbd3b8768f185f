import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type Id, isId } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { Database } from './database';
import { beginIncarnation } from './incarnation';

/** Hears that something of a group changed; of every group for null. */
export type ChangeListener = (groupId: Id | null) => void;

const channel = 'commonshelf_changed';
const togetherMs = 200;
const longestPauseMs = 30_000;

/**
 * Says between all processes on one database that something of a group has changed. Listeners in this process hear it at
 * once, those in others after at most 200 ms.
 *
 * NOTIFY inside of the writing transactions would be told even if this process died right after the commit, but PostgreSQL
 * commits such transactions one after the other: scans by many would wait in line. So it is sent after the commit, for many
 * writes together. Whoever must not miss a change asks the database now and then as well.
 */
@Injectable()
export class ChangeSignal implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('ChangeSignal');
  private readonly listeners = new Set<ChangeListener>();
  private readonly process = newId();
  private readonly waiting = new Set<Id>();
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private ended = false;
  private pauseMs = 0;

  constructor(
    private readonly source: DataSource,
    private readonly database: Database,
  ) {}

  /** The server's incarnation begins before the first request. */
  async onModuleInit(): Promise<void> {
    await this.database.enter(beginIncarnation);
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    if (this.timer) clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /** Calls `listener` at every change; the returned call ends that. */
  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** To be called after the commit. */
  changed(groupId: Id): void {
    this.tell(groupId);
    this.waiting.add(groupId);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const payloads = [...this.waiting].map((id) => `${this.process} ${id}`);
      this.waiting.clear();
      // When the connection is down, others learn it from their own look at the database.
      this.client
        ?.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [channel, payloads])
        .catch(() => undefined);
    }, togetherMs).unref();
  }

  private tell(groupId: Id | null): void {
    for (const listener of this.listeners) listener(groupId);
  }

  private async connect(): Promise<void> {
    const options = this.source.options;
    if (options.type !== 'postgres' || options.url === undefined) throw new Error('No address to listen at.');
    const client = new Client({
      connectionString: options.url,
      application_name: 'commonshelf signal',
      keepAlive: true,
    });
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      if (this.client === client) this.client = null;
      void client.end().catch(() => undefined);
      this.reconnect();
    };
    client.on('error', over);
    client.on('end', over);
    client.on('notification', ({ payload }) => {
      const [from, groupId] = (payload ?? '').split(' ');
      if (from !== this.process && isId(groupId)) this.tell(groupId);
    });
    try {
      await client.connect();
      // A signal that a crash of the database loses was for people who then load anew anyway: no wait for the disk.
      await client.query('set synchronous_commit = off');
      await client.query(`listen ${channel}`);
      if (this.ended) {
        await client.end();
        return;
      }
      this.client = client;
      this.pauseMs = 0;
    } catch {
      over();
    }
  }

  private reconnect(): void {
    if (this.ended) return;
    this.pauseMs = Math.min(longestPauseMs, Math.max(250, this.pauseMs * 2));
    setTimeout(() => {
      if (this.ended) return;
      void this.connect().then(async () => {
        if (!this.client) return;
        // The database was away, and may have come back as an older copy of itself.
        await this.database.enter(beginIncarnation).catch((error: unknown) => {
          this.log.warn(`No new incarnation: ${error instanceof Error ? error.message : String(error)}`);
        });
        this.tell(null);
      });
    }, this.pauseMs).unref();
  }
}
