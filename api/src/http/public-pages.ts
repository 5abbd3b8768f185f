import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { publicLanguages } from '@shared/sites/public-site.contract';
import type { Problem } from '@shared/words/problem';
import { acceptedLanguage } from '@api/platform/accepted-language';
import { type PageView, viewOf } from '@api/neighbours/pages/page-frame';
import { missingPage, troublePage } from '@api/neighbours/pages/short-pages';
import { CompressibleText } from './compressible-json';
import { publicPagePolicy } from './security-headers';

/** Whether an address is one of the pages for strangers, which answer with pages whatever happens. */
export function isPublicPage(request: FastifyRequest): boolean {
  return /^\/(s|board)\//.test(request.url);
}

/** The language that a visitor chose by a link, else the first wish of their browser that we speak. */
export function viewFor(request: FastifyRequest, now: Date): PageView {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  const chosen = publicLanguages.find((language) => language === lang);
  const language = chosen ?? acceptedLanguage(request.headers['accept-language'], publicLanguages);
  return viewOf(language, chosen !== undefined, now);
}

/** A page with a name for its content, so that it is sent again only when it is another one. */
export class WrittenPage {
  readonly tag: string;
  private readonly text: CompressibleText;

  constructor(html: string) {
    this.text = new CompressibleText(html, 'text/html; charset=utf-8');
    this.tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  }

  /** @param isForms whether it holds a form that is good once: such a page is kept by nobody. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, isForms = false } = {},
  ): Promise<void> {
    void reply.headers({
      'content-security-policy': publicPagePolicy,
      // Forms of ours say where they come from; other places learn nothing.
      'referrer-policy': 'same-origin',
      'cache-control': isForms ? 'no-store' : 'no-cache',
      vary: 'accept-language',
    });
    if (!isForms && status === 200) {
      void reply.header('etag', this.tag);
      if (request.headers['if-none-match']?.includes(this.tag)) {
        await reply.status(304).send();
        return;
      }
    }
    await reply.status(status).send(await this.text.bodyFor(request, reply));
  }
}

/** Says on a page what was the matter; what is not there and what is not for strangers look the same. */
export function sendPublicProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  const view = viewFor(request, new Date());
  const { say } = view.speaker;
  const text =
    problem.status === 404
      ? missingPage(view)
      : troublePage(view, say(`trouble.${troubleOf[problem.code] ?? 'busy'}`));
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  void new WrittenPage(text).send(request, reply, { status: problem.status, isForms: true });
}

const troubleOf: Partial<Record<Problem['code'], string>> = {
  other_origin: 'origin',
  too_large: 'photo',
  malformed: 'stale',
};
