import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@shared/words/problem';
import { limitKey } from './doors';

/** Slows down whoever tries secrets. Addresses are counted in memory for a minute and never written anywhere. */
@Injectable()
export class CallerLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly storage: ThrottlerStorageService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limit = this.reflector.getAllAndOverride<number | undefined>(limitKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (limit === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = `${context.getClass().name}.${context.getHandler().name} ${request.ip}`;
    const count = await this.storage.increment(key, 60_000, limit, 60_000, 'minute');
    if (count.isBlocked)
      throw new Problem('too_many', undefined, undefined, Math.max(1, count.timeToBlockExpire));
    return true;
  }
}
