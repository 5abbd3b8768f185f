import { inject, Injectable } from '@angular/core';
import type { CodeReply } from '@shared/catalog/catalog.contract';
import { Api } from './api';

/** What scanning asks of the server. What it records goes through the outbox. */
@Injectable({ providedIn: 'root' })
export class ScanApi {
  readonly #api = inject(Api);

  /** What one raw scan means; `symbology` as the scanner names it. */
  meaning(raw: string, symbology: string | undefined, signal: AbortSignal): Promise<CodeReply> {
    return this.#api.get(`/codes/${encodeURIComponent(raw)}`, { symbology }, signal);
  }
}
