import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { Problem } from '@shared/words/problem';
import { askedIn, limitKey } from './doors';

/** Slows down whoever tries secrets. Addresses are counted in memory for a minute and never written anywhere. */
@Injectable()
export class CallerLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly storage: ThrottlerStorageService,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const limit = this.reflector.getAllAndOverride<number | undefined>(limitKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    return limit === undefined || this.isWithin(context, limit);
  }

  private async isWithin(context: ExecutionContext, limit: number): Promise<boolean> {
    const key = `${context.getClass().name}.${context.getHandler().name} ${askedIn(context).ip}`;
    const count = await this.storage.increment(key, 60_000, limit, 60_000, 'minute');
    if (count.isBlocked)
      throw new Problem('too_many', undefined, undefined, Math.max(1, count.timeToBlockExpire));
    return true;
  }
}
