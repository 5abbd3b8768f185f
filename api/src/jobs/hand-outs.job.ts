import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { movedSince } from '@api/fridges/moved-since.query';
import { lockVisits, settleHandOuts } from '@api/fridges/settle-hand-outs';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';

/**
 * Corrects what follows from visits after scans that arrived late, and after undoings: a visit settles its fridge itself,
 * but a scan does not wait for that. After a start everything is looked at once.
 */
@Injectable()
export class HandOutsJob {
  private readonly log = new Logger('HandOuts');
  private mark = '0';
  private running = false;

  constructor(private readonly database: Database) {}

  @Cron(CronExpression.EVERY_MINUTE)
  async settle(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      const { mark, moved } = await this.database.enter((doorway) => movedSince(doorway, this.mark));
      for (const { siteId, itemIds, member } of moved) {
        await this.database.write(member, async (work) => {
          await lockVisits(work, siteId);
          await settleHandOuts(work, siteId, itemIds);
        });
      }
      this.mark = mark;
    } catch (error) {
      this.log.error(whatBroke(error));
    } finally {
      this.running = false;
    }
  }
}
