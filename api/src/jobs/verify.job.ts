import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';
import { proofInWords } from '@api/stock/proof-in-words';
import { verifyLedger } from '@api/stock/verify-ledger.query';

/** Proves the ledger every night and logs what it found: one line when all is right, an error for each difference. */
@Injectable()
export class VerifyJob {
  private readonly log = new Logger('Verify');

  constructor(private readonly database: Database) {}

  /** At an odd minute of a quiet hour (UTC), when little else runs. */
  @Cron('23 8 * * *', { timeZone: 'UTC' })
  async verify(): Promise<void> {
    try {
      const proof = await this.database.enter(verifyLedger);
      const [summary, ...details] = proofInWords(proof);
      if (proof.differenceCount === 0) this.log.log(summary);
      else for (const line of [summary, ...details]) this.log.error(line);
    } catch (error) {
      this.log.error(whatBroke(error));
    }
  }
}
