import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { type MovedAtFridge, movedSince } from '@api/fridges/moved-since.query';
import { lockVisits, settleSomeHandOuts } from '@api/fridges/settle-hand-outs';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';

/**
 * Corrects what follows from visits after scans that arrived late, and after undoings: a visit settles its fridge itself,
 * but a scan does not wait for that. After a start everything is looked at once. What many late scans change is put right in
 * several transactions, so that no visit waits long.
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
      for (const one of moved) await this.settleFridge(one);
      this.mark = mark;
    } catch (error) {
      this.log.error(whatBroke(error));
    } finally {
      this.running = false;
    }
  }

  private async settleFridge({ siteId, itemIds, member }: MovedAtFridge): Promise<void> {
    for (let n = 0; n < transactionsAtMost; n++) {
      const isAll = await this.database.write(member, async (work) => {
        await lockVisits(work, siteId);
        return settleSomeHandOuts(work, siteId, itemIds);
      });
      if (isAll) return;
    }
    throw new Error('Hand-outs that follow from visits do not settle.');
  }
}

/** For one fridge, a limit for mistakes of ours. */
const transactionsAtMost = 10_000;
