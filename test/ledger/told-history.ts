import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { Database } from '@api/platform/database';
import type { Actor, Work } from '@api/platform/work';
import { recordMissedAsk } from '@api/needs/record-missed-ask';
import { fingerprint } from '@api/platform/fingerprint';
import { markStale } from '@api/figures/mark-stale';
import * as par from '@api/figures/par-levels';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import type { TestApp } from '../support/test-app';
import type { Told } from './figures-model';

/** A movement as a history tells it. */
export interface ToldMovement {
  at: Date;
  reason: Movement['reason'];
  itemId: string;
  lotId?: string | null;
  quantity: number;
  from?: string | null;
  to?: string | null;
  reverses?: string | null;
  transfer?: string | null;
}

/** Tells things to the system and to the model's list, the same to both. */
export class ToldHistory {
  readonly told: Told = { movements: [], transfers: [], asks: [], lots: new Map(), parLevels: new Map() };
  readonly siteIds: string[] = [];
  readonly itemIds: string[] = [];
  private readonly ownParLevels = new Set<string>();
  private readonly defaults = new Map<string, { minimum: number; target: number }>();

  private constructor(
    private readonly database: Database,
    private readonly source: DataSource,
    readonly actor: Actor,
    readonly inTransit: string,
  ) {}

  static async begin(server: TestApp): Promise<ToldHistory> {
    const source = server.app.get(DataSource);
    const [row] = (await source.query(
      `select g.id as "groupId", g.time_zone as "timeZone", m.id as "memberId", m.role, s.id as "siteId"
       from aid_group g join member m on m.group_id = g.id join site s on s.group_id = g.id and s.kind = 'in_transit'
       where m.role = 'organizer'`,
    )) as (Actor & { siteId: string })[];
    if (!row) throw new Error('The group is not set up.');
    return new ToldHistory(server.app.get(Database), source, row, row.siteId);
  }

  async addSite(name: string): Promise<string> {
    const id = newId();
    await this.write(async (work) => {
      await work.tx.query(
        `insert into site (id, group_id, name, kind, time_zone, created_at) values ($1, $2, $3, 'pantry', $4, $5)`,
        [id, work.member.groupId, name, work.member.timeZone, work.now],
      );
      await par.applyDefaultParLevels(work, id);
    });
    this.siteIds.push(id);
    for (const [itemId, level] of this.defaults) this.told.parLevels.set(`${id} ${itemId}`, level);
    return id;
  }

  async addItem(name: string, categoryId: string | null = null): Promise<string> {
    const id = newId();
    await this.source.query(
      `insert into item (id, group_id, name, unit, category_id, created_at) values ($1, $2, $3, 'each', $4, now())`,
      [id, this.actor.groupId, name, categoryId],
    );
    this.itemIds.push(id);
    return id;
  }

  async addLot(itemId: string, useBy: string | null, bestBy: string | null): Promise<string> {
    const id = newId();
    await this.source.query(
      `insert into lot (id, group_id, item_id, code, use_by, best_by, created_at) values ($1, $2, $3, $4, $5, $6, now())`,
      [id, this.actor.groupId, itemId, id.slice(-12), useBy, bestBy],
    );
    this.told.lots.set(id, { useBy, bestBy, onHold: false });
    return id;
  }

  async hold(lotId: string, onHold: boolean): Promise<void> {
    await this.write(async (work) => {
      await work.tx.query(`update lot set hold_kind = $2 where id = $1`, [lotId, onHold ? 'quality' : null]);
      await work.tx.query(
        `update site_item p set stale = true from lot_level l
         where l.lot_id = $1 and p.site_id = l.site_id and p.item_id = l.item_id`,
        [lotId],
      );
    });
    const lot = this.told.lots.get(lotId);
    if (lot) lot.onHold = onHold;
  }

  /** @param until keeps the transaction open until then, as a slow one would be. */
  async move(movement: ToldMovement, until?: Promise<void>): Promise<string> {
    const [id = ''] = await this.write(async (work) => {
      const ids = await this.record(work, [movement]);
      await until;
      return ids;
    });
    return id;
  }

  async ask(siteId: string, itemId: string, quantity: number, at: Date): Promise<void> {
    await this.write((work) =>
      recordMissedAsk(work, { siteId, itemId, quantity, occurredAt: at.toISOString() }),
    );
    this.told.asks.push({ siteId, itemId, quantity, at });
  }

  /** Ships goods; gives the transfer's id. */
  async ship(
    from: string,
    to: string,
    lines: { itemId: string; lotId?: string | null; quantity: number }[],
    at: Date,
  ): Promise<string> {
    const id = newId();
    await this.write(async (work) => {
      await work.tx.query(
        `insert into transfer (id, group_id, from_site_id, to_site_id, shipped_at, fingerprint) values ($1, $2, $3, $4, $5, $1)`,
        [id, work.member.groupId, from, to, at],
      );
      const legs = lines.map((line) => ({
        ...line,
        at,
        reason: 'transfer' as const,
        from,
        to: this.inTransit,
        transfer: id,
      }));
      await this.record(work, legs);
      for (const line of lines) await markStale(work, to, line.itemId);
    });
    this.told.transfers.push({ id, to, inTransit: this.inTransit, shippedAt: at, receivedAt: null });
    return id;
  }

  async receive(
    id: string,
    lines: { itemId: string; lotId?: string | null; quantity: number }[],
    at: Date,
  ): Promise<void> {
    const transfer = this.told.transfers.find((t) => t.id === id);
    if (!transfer) throw new Error('No such transfer.');
    await this.write(async (work) => {
      await work.tx.query(
        `update transfer set receipt_id = $2, received_at = $3, receipt_fingerprint = $2 where id = $1`,
        [id, newId(), at],
      );
      const legs = lines.map((line) => ({
        ...line,
        ...{ at, reason: 'transfer' as const, from: this.inTransit, to: transfer.to, transfer: id },
      }));
      await this.record(work, legs);
      const shipped = this.told.movements.filter((m) => m.transfer === id);
      for (const line of shipped) await markStale(work, transfer.to, line.itemId);
    });
    transfer.receivedAt = at;
  }

  async setParLevel(
    siteId: string | null,
    itemId: string,
    level: { minimum: number; target: number } | null,
  ): Promise<void> {
    await this.write(async (work) => {
      if (siteId === null)
        await (level ? par.setDefaultParLevel(work, itemId, level) : par.clearDefaultParLevel(work, itemId));
      else
        await (level
          ? par.setSiteParLevel(work, siteId, itemId, level)
          : par.clearSiteParLevel(work, siteId, itemId));
    });
    if (siteId === null) {
      if (level) this.defaults.set(itemId, level);
      else this.defaults.delete(itemId);
    } else if (level) {
      this.ownParLevels.add(`${siteId} ${itemId}`);
      this.told.parLevels.set(`${siteId} ${itemId}`, level);
    } else this.ownParLevels.delete(`${siteId} ${itemId}`);
    for (const site of this.siteIds) {
      const pair = `${site} ${itemId}`;
      if (this.ownParLevels.has(pair)) continue;
      const fallback = this.defaults.get(itemId);
      if (fallback) this.told.parLevels.set(pair, fallback);
      else this.told.parLevels.delete(pair);
    }
  }

  private write<T>(job: (work: Work) => Promise<T>): Promise<T> {
    return this.database.write(this.actor, job);
  }

  private async record(work: Work, told: readonly ToldMovement[]): Promise<string[]> {
    const movements = told.map((m) => ({
      ...{
        id: newId(),
        fingerprint: fingerprint([newId()]),
        reason: m.reason,
        itemId: m.itemId,
        quantity: m.quantity,
      },
      ...{
        code: null,
        packs: null,
        fromSiteId: m.from ?? null,
        toSiteId: m.to ?? null,
        lotId: m.lotId ?? null,
      },
      ...{ occurredAt: m.at, reversesId: m.reverses ?? null, transferId: m.transfer ?? null },
    }));
    for (const result of await recordMovements(work, movements))
      if (result.outcome !== 'recorded') throw new Error(`Not recorded: ${result.outcome}`);
    movements.forEach(({ id }, n) => {
      const m = told[n] as ToldMovement;
      this.told.movements.push({
        ...{ id, at: m.at, reason: m.reason, itemId: m.itemId, lotId: m.lotId ?? null, quantity: m.quantity },
        ...{
          from: m.from ?? null,
          to: m.to ?? null,
          reverses: m.reverses ?? null,
          transfer: m.transfer ?? null,
        },
      });
    });
    return movements.map(({ id }) => id);
  }
}
