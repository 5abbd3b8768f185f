import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { deleteExpired, expiredAtOnce } from '@api/needs/delete-expired';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';

/** Deletes what neighbours said when its days are over. Until it comes by, nobody is shown it any more either. */
@Injectable()
export class ExpiryJob {
  private readonly log = new Logger('Expiry');
  private running = false;

  constructor(private readonly database: Database) {}

  @Cron(CronExpression.EVERY_10_MINUTES)
  async delete(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      let gone = expiredAtOnce;
      while (gone >= expiredAtOnce) gone = await this.database.enter(deleteExpired);
    } catch (error) {
      this.log.error(whatBroke(error));
    } finally {
      this.running = false;
    }
  }
}
