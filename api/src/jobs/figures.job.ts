import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';
import { keepDayFlows } from '@api/figures/day-flows';
import { type FiguresGroup, refreshFigures } from '@api/figures/refresh-figures';

/** Keeps the shortage figures warm, so that whoever reads them does not wait for a new day to be computed. */
@Injectable()
export class FiguresJob implements OnModuleDestroy {
  private readonly log = new Logger('Figures');
  private readonly end = new AbortController();
  private running = false;

  constructor(private readonly database: Database) {}

  @Cron(CronExpression.EVERY_MINUTE)
  async refresh(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (const group of await this.groups()) {
        await refreshFigures(this.database, group, null, this.rest);
        await keepDayFlows(this.database, group);
      }
    } catch (error) {
      if (!this.end.signal.aborted) this.log.error(whatBroke(error));
    } finally {
      this.running = false;
    }
  }

  onModuleDestroy(): void {
    this.end.abort();
  }

  /** Twice as long as each batch took: nobody waits for this job, and many scan while it runs. */
  private readonly rest = (tookMs: number) =>
    pause(Math.min(2 * tookMs, 5_000), undefined, { ref: false, signal: this.end.signal });

  private groups(): Promise<FiguresGroup[]> {
    return this.database.enter(
      (doorway) =>
        doorway.tx.query(
          'select id as "groupId", time_zone as "timeZone" from aid_group order by id',
        ) as Promise<FiguresGroup[]>,
    );
  }
}
