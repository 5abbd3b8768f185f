import { Directive, inject, input, TemplateRef } from '@angular/core';

/** What a `cs-data-table` shows below its open row: `<ng-template [csRowDetail]="rows()" let-row>…</ng-template>`. */
@Directive({ selector: 'ng-template[csRowDetail]' })
export class RowDetail<Row> {
  /** The table's rows, which give `let-row` its type. */
  readonly rows = input.required<readonly Row[]>({ alias: 'csRowDetail' });
  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row>(
    _detail: RowDetail<Row>,
    _context: unknown,
  ): _context is { $implicit: Row } {
    return true;
  }
}
