import 'reflect-metadata';
import { Readable } from 'node:stream';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { Problem } from '@shared/words/problem';
import { askedIn } from './doors';
import { unknownField } from './request-of';

/** Refuses fields that are sent to a call which reads none: nobody should believe that they were kept. */
@Injectable()
export class UnreadBodyGuard implements CanActivate {
  /** What the decorators of each call say, looked up once. */
  private readonly reads = new Map<unknown, boolean>();

  canActivate(context: ExecutionContext): boolean {
    const { body } = askedIn(context);
    if (typeof body !== 'object' || body === null || body instanceof Readable || this.readsBody(context))
      return true;
    const names = Object.keys(body);
    if (names.length === 0) return true;
    throw new Problem(
      'invalid',
      'This call takes no fields.',
      names.slice(0, 100).map((name) => unknownField(name.slice(0, 60), name)),
    );
  }

  private readsBody(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    let reads = this.reads.get(handler);
    if (reads === undefined) {
      const all = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ??
        {}) as object;
      reads = Object.keys(all).some((name) => name.startsWith(`${RouteParamtypes.BODY}:`));
      this.reads.set(handler, reads);
    }
    return reads;
  }
}
