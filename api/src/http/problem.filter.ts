import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemCode } from '@shared/words/problem';
import { isDatabaseAway } from '@api/platform/database-away';
import { whatBroke } from '@api/platform/what-broke';
import { isPublicPage, sendPublicProblem } from './public-pages';
import type { WebPages } from './web-pages';

/** Turns whatever was thrown into `application/problem+json`. What is not an expected problem is logged and not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  constructor(private readonly pages: WebPages | null) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (thrown instanceof NotFoundException && !isPublicPage(request) && this.pages?.wants(request)) {
      this.pages.send(request, reply);
      return;
    }
    const problem = asProblem(thrown, () =>
      this.log.error(whatBroke(thrown), `${request.method} ${request.routeOptions.url ?? ''}`),
    );
    if (isPublicPage(request) && !reply.sent) sendPublicProblem(request, reply, problem);
    else sendProblem(reply, problem);
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('Retry-After', String(problem.retryAfterSeconds));
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toReply()));
}

const codeOfStatus: Record<number, ProblemCode> = {
  400: 'malformed',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  405: 'not_found',
  408: 'malformed',
  413: 'too_large',
  414: 'too_large',
  415: 'malformed',
  429: 'too_many',
  431: 'too_large',
  503: 'busy',
};

/** The problem that an exception stands for; `onBug` is called for one that nobody expected. */
export function asProblem(thrown: unknown, onBug: () => void): Problem {
  if (thrown instanceof Problem) return thrown;
  if (isDatabaseAway(thrown)) return new Problem('database_away', undefined, undefined, 5);
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : codeOfStatus[status];
  if (code) return new Problem(code, code === 'malformed' ? messageOf(thrown) : undefined);
  onBug();
  return new Problem('unexpected');
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  // Fastify's own errors (a body that is no JSON, one that is too large) carry statusCode.
  if (
    typeof thrown === 'object' &&
    thrown !== null &&
    'statusCode' in thrown &&
    typeof thrown.statusCode === 'number'
  ) {
    return thrown.statusCode;
  }
  return undefined;
}

function messageOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message.slice(0, 300) : undefined;
}
