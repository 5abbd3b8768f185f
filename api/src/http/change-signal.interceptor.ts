import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { ChangeSignal } from '@api/platform/change-signal';
import type { SignedInRequest } from './doors';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Says after each successful write of a member that something of the group changed: its transaction has ended by then. */
@Injectable()
export class ChangeSignalInterceptor implements NestInterceptor {
  constructor(private readonly signal: ChangeSignal) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { method, caller } = context.switchToHttp().getRequest<SignedInRequest>();
    if (caller === undefined || reading.has(method)) return next.handle();
    return next.handle().pipe(
      tap(() => {
        this.signal.changed(caller.actor.groupId);
      }),
    );
  }
}
