import { inject, Injectable } from '@angular/core';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Instant } from '@shared/words/instant';
import { keepMark, keptMark } from '../outbox/marks';
import { Session } from '../session/session';

/** A report as it was seen last. */
export interface KeptReport {
  readonly rows: readonly ShortageReply[];
  readonly seenAt: Instant;
}

const rowsAtMost = 2_000;

/** Keeps the whole group's report as it was last seen on this device, for when the server cannot compute a new one. */
@Injectable({ providedIn: 'root' })
export class KeptReports {
  readonly #session = inject(Session);

  keep(rows: readonly ShortageReply[]): void {
    const report: KeptReport = { rows: rows.slice(0, rowsAtMost), seenAt: new Date().toISOString() };
    keepMark(this.#name(), report);
  }

  /** Of one site or category, where asked for; null where none was seen. */
  async last(siteId: string, categoryId: string): Promise<KeptReport | null> {
    const kept = await keptMark<KeptReport>(this.#name());
    if (!kept) return null;
    const rows = kept.rows.filter(
      (row) => (!siteId || row.siteId === siteId) && (!categoryId || row.categoryId === categoryId),
    );
    return { ...kept, rows };
  }

  #name(): string {
    return `gaps ${this.#session.group()?.id ?? ''}`;
  }
}
