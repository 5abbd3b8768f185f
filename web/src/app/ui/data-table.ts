import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChildren,
  input,
  model,
  output,
  TemplateRef,
} from '@angular/core';
import { mdiArrowDown, mdiArrowUp } from '@mdi/js';
import { Cell } from './cell';
import { Icon } from './icon';

export interface Column<Row> {
  key: string;
  /** The head, in the reader's language. */
  label: string;
  /** Figures stand at the right edge. */
  figure?: boolean;
  /** On a phone: the card's heading instead of a line of it. */
  heading?: boolean;
  /** What the column sorts by; a column without it does not sort. Null comes last either way. */
  sortBy?: (row: Row) => string | number | null;
}

export interface Sorting {
  key: string;
  descending: boolean;
}

/**
 * Rows as a table that becomes cards on a phone. Sorting is by the heads (buttons); without a sorting the rows keep the
 * order they come in. With `openable`, rows take focus (arrows, Home, End) and Enter or a click emits `opened`.
 */
@Component({
  selector: 'cs-data-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, Icon],
  templateUrl: './data-table.html',
  styleUrl: './data-table.scss',
})
export class DataTable<Row> {
  /** What the table lists, for its caption (read out, not shown). */
  readonly caption = input.required<string>();
  readonly columns = input.required<readonly Column<Row>[]>();
  readonly rows = input.required<readonly Row[]>();
  readonly rowKey = input.required<(row: Row) => string>();
  readonly openable = input(false);
  readonly sorting = model<Sorting | null>(null);
  readonly opened = output<Row>();

  private readonly cells = contentChildren<Cell<Row>>(Cell);

  protected readonly up = mdiArrowUp;
  protected readonly down = mdiArrowDown;

  protected readonly sorted = computed(() => {
    const sorting = this.sorting();
    const sortBy = this.columns().find((column) => column.key === sorting?.key)?.sortBy;
    if (!sorting || !sortBy) return this.rows();
    const sign = sorting.descending ? -1 : 1;
    return [...this.rows()].sort((a, b) => compare(sortBy(a), sortBy(b), sign));
  });

  protected templateOf(column: Column<Row>): TemplateRef<{ $implicit: Row }> | null {
    return this.cells().find((cell) => cell.column().key === column.key)?.template ?? null;
  }

  protected orderOf(column: Column<Row>): 'ascending' | 'descending' | 'none' | null {
    if (!column.sortBy) return null;
    const sorting = this.sorting();
    if (sorting?.key !== column.key) return 'none';
    return sorting.descending ? 'descending' : 'ascending';
  }

  /** First press: up; second: down; third: as they came. */
  protected sort(column: Column<Row>): void {
    const order = this.orderOf(column);
    if (order === 'descending') this.sorting.set(null);
    else this.sorting.set({ key: column.key, descending: order === 'ascending' });
  }

  protected move(event: KeyboardEvent): void {
    const row = event.currentTarget as HTMLElement;
    if (event.target !== row) return;
    const rows = row.parentElement;
    const next =
      event.key === 'ArrowDown'
        ? row.nextElementSibling
        : event.key === 'ArrowUp'
          ? row.previousElementSibling
          : event.key === 'Home'
            ? rows?.firstElementChild
            : event.key === 'End'
              ? rows?.lastElementChild
              : null;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  }

  protected open(event: Event, row: Row): void {
    // A button or link in the row does its own work.
    if (!this.openable() || (event.target as Element).closest('a, button, input, select')) return;
    this.opened.emit(row);
  }
}

function compare(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b));
}
