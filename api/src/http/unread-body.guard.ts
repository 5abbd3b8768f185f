import 'reflect-metadata';
import { Readable } from 'node:stream';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@shared/words/problem';
import { unknownField } from './request-of';

/** Refuses fields that are sent to a call which reads none: nobody should believe that they were kept. */
@Injectable()
export class UnreadBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    if (typeof body !== 'object' || body === null || body instanceof Readable || readsBody(context))
      return true;
    const names = Object.keys(body);
    if (names.length === 0) return true;
    throw new Problem(
      'invalid',
      'This call takes no fields.',
      names.slice(0, 100).map((name) => unknownField(name.slice(0, 60), name)),
    );
  }
}

function readsBody(context: ExecutionContext): boolean {
  const all = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Record<string, unknown>;
  return Object.keys(all).some((name) => name.startsWith(`${RouteParamtypes.BODY}:`));
}
