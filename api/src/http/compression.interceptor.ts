import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { CompressibleText } from './compressible-json';

/** Sends what a controller answers as {@link CompressibleText}; leaves every other answer alone. */
@Injectable()
export class CompressionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        mergeMap(async (answer) =>
          answer instanceof CompressibleText
            ? answer.bodyFor(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())
            : answer,
        ),
      );
  }
}
