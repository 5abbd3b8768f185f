import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { thinReadings } from '@api/fridges/thin-readings';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';

/** Thins old readings of sensors, a day in each transaction. After a start every day is looked at once, then what has become old. */
@Injectable()
export class ReadingsJob {
  private readonly log = new Logger('Readings');
  private from = new Date(0);

  constructor(private readonly database: Database) {}

  /** At an odd minute of a quiet hour (UTC), when little else runs. */
  @Cron('47 8 * * *', { timeZone: 'UTC' })
  async thin(): Promise<void> {
    try {
      for (;;) {
        const next = await this.database.enter((doorway) => thinReadings(doorway, this.from));
        if (next === null) return;
        this.from = next;
      }
    } catch (error) {
      this.log.error(whatBroke(error));
    }
  }
}
