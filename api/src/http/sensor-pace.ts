import { Injectable } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { Problem } from '@shared/words/problem';

const perMinute = 120;

/** A sensor whose software ran wild must not fill the disk: readings a minute for each token, counted in memory. */
@Injectable()
export class SensorPace {
  constructor(private readonly storage: ThrottlerStorageService) {}

  /** @throws Problem `too_many` */
  async ensure(token: string): Promise<void> {
    const count = await this.storage.increment(`sensor ${token}`, 60_000, perMinute, 60_000, 'minute');
    if (count.isBlocked)
      throw new Problem('too_many', undefined, undefined, Math.max(1, count.timeToBlockExpire));
  }
}
