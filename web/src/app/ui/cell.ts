import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { Column } from './column';

/** How one column of a `cs-data-table` is drawn: `<ng-template [csCell]="columns.item" let-row>…</ng-template>`. */
@Directive({ selector: 'ng-template[csCell]' })
export class Cell<Row> {
  readonly column = input.required<Column<Row>>({ alias: 'csCell' });
  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row>(_cell: Cell<Row>, _context: unknown): _context is { $implicit: Row } {
    return true;
  }
}
