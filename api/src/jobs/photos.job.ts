import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Database } from '@api/platform/database';
import { whatBroke } from '@api/platform/what-broke';
import { discardExpiredPhotos } from '@api/sites/photos/photos';

/** Removes photos whose time is over. They are not shown any more from that instant on, whenever this runs. */
@Injectable()
export class PhotosJob {
  private readonly log = new Logger('Photos');

  constructor(private readonly database: Database) {}

  @Cron('41 * * * *')
  async discard(): Promise<void> {
    try {
      await this.database.enter(discardExpiredPhotos);
    } catch (error) {
      this.log.error(whatBroke(error));
    }
  }
}
