import { inject, Injectable } from '@angular/core';
import type { LabelSheetReply, LabelSymbology, PrintLabelSheet } from '@shared/labels/labels.contract';
import type { PrintPreparedFood } from '@shared/labels/prepared-food.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

export const labelFormats = ['svg', 'png', 'pdf'] as const;
export type LabelFormat = (typeof labelFormats)[number];

@Injectable({ providedIn: 'root' })
export class LabelsApi {
  readonly #api = inject(Api);

  sheets(): Promise<Page<LabelSheetReply>> {
    return this.#api.get('/labels/sheets');
  }

  /** The label sheets as one PDF. */
  print(request: PrintLabelSheet): Promise<Blob> {
    return this.#api.file('/labels/sheets', request);
  }

  /** A label for prepared food; nothing of it is kept. */
  preparedFood(request: PrintPreparedFood): Promise<Blob> {
    return this.#api.file('/labels/prepared-food', request);
  }

  /** The address of one label's picture. */
  address(
    of: 'items' | 'lots' | 'sites',
    id: Id,
    format: LabelFormat,
    symbology: LabelSymbology | null,
  ): string {
    return this.#api.address(`/labels/${of}/${id}.${format}`, { symbology });
  }
}
