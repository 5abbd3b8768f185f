import { effect, inject, resource, type ResourceRef, type Signal, untracked } from '@angular/core';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Instant } from '@shared/words/instant';
import { allPages } from '../api-client/all-pages';
import { ShortagesApi } from '../api-client/shortages.api';
import { Unreachable } from '../api-client/unreachable';
import { Device } from '../device/device';
import { Connection } from '../outbox/connection';
import { KeptReports } from './kept-report';

export interface ReportQuestion {
  readonly siteId: string;
  readonly categoryId: string;
  readonly status: string;
  readonly asOf: string;
}

export interface Report {
  readonly rows: readonly ShortageReply[];
  /** When it was seen, where the server could not be asked for a new one. */
  readonly seenAt: Instant | null;
}

/** Figures are computed for all of it, so not with every single scan. */
const restMs = 3_000;

/** The report as the server computes it, anew when something changes; while it cannot be asked, the one that was seen last. */
export function reportSource(question: Signal<ReportQuestion>): ResourceRef<Report | undefined> {
  const api = inject(ShortagesApi);
  const kept = inject(KeptReports);
  const { told } = inject(Device);
  const { online } = inject(Connection);

  const report = resource({
    params: question,
    loader: async ({ params, abortSignal }): Promise<Report> => {
      try {
        const ask = (cursor: string | null) => api.list({ ...params, limit: 500, cursor }, abortSignal);
        const rows = await allPages(ask);
        if (!params.siteId && !params.categoryId && !params.asOf) kept.keep(rows);
        return { rows, seenAt: null };
      } catch (error) {
        const last =
          error instanceof Unreachable && !params.asOf
            ? await kept.last(params.siteId, params.categoryId)
            : null;
        if (!last) throw error;
        return last;
      }
    },
  });
  effect((onCleanup) => {
    if (told() === 0 || untracked(question).asOf) return;
    const timer = setTimeout(() => report.reload(), restMs * (0.3 + Math.random() / 2));
    onCleanup(() => clearTimeout(timer));
  });
  let wasOnline = online();
  effect(() => {
    if (online() && !wasOnline) untracked(() => report.reload());
    wasOnline = online();
  });
  return report;
}
