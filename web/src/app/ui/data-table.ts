import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  contentChildren,
  input,
  linkedSignal,
  model,
  TemplateRef,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiArrowDown, mdiArrowUp, mdiChevronDown } from '@mdi/js';
import { Cell } from './cell';
import type { Column } from './column';
import { Icon } from './icon';
import { RowDetail } from './row-detail';

export interface Sorting {
  key: string;
  descending: boolean;
}

/**
 * Rows as a table that becomes cards on a phone. Sorting is by the heads (buttons); without a sorting the rows keep the
 * order they come in. With `openable`, the heading of a row is a button (arrows, Home, End move between them) that sets
 * `openKey`; an `ng-template csRowDetail` is then shown below that row. Long lists begin with `atFirst` rows.
 */
@Component({
  selector: 'cs-data-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, TranslocoDirective, Icon],
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
  readonly openKey = model<string | null>(null);
  readonly sorting = model<Sorting | null>(null);
  readonly atFirst = input(100);

  private readonly cells = contentChildren<Cell<Row>>(Cell);
  protected readonly detail = contentChild<RowDetail<Row>>(RowDetail);

  protected readonly up = mdiArrowUp;
  protected readonly down = mdiArrowDown;
  protected readonly chevron = mdiChevronDown;

  protected readonly sorted = computed(() => {
    const sorting = this.sorting();
    const sortBy = this.columns().find((column) => column.key === sorting?.key)?.sortBy;
    if (!sorting || !sortBy) return this.rows();
    const sign = sorting.descending ? -1 : 1;
    return [...this.rows()].sort((a, b) => compare(sortBy(a), sortBy(b), sign));
  });
  protected readonly room = linkedSignal({ source: this.atFirst, computation: (most) => most });
  protected readonly shown = computed(() => this.sorted().slice(0, this.room()));
  protected readonly hidden = computed(() => this.sorted().length - this.shown().length);

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

  protected more(): void {
    this.room.update((room) => room + 200);
  }

  /** Arrows, Home and End go from one row's button to another's. */
  protected move(event: KeyboardEvent): void {
    const opener = event.currentTarget as HTMLElement;
    const openers = [...(opener.closest('tbody')?.querySelectorAll<HTMLElement>('.opener') ?? [])];
    const at = openers.indexOf(opener);
    const next =
      event.key === 'ArrowDown'
        ? openers[at + 1]
        : event.key === 'ArrowUp'
          ? openers[at - 1]
          : event.key === 'Home'
            ? openers[0]
            : event.key === 'End'
              ? openers.at(-1)
              : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  protected isOpen(row: Row): boolean {
    return this.openable() && this.openKey() === this.rowKey()(row);
  }

  protected toggle(row: Row): void {
    this.openKey.set(this.isOpen(row) ? null : this.rowKey()(row));
  }

  protected press(event: Event, row: Row): void {
    // A button or link in the row does its own work.
    if (!this.openable() || (event.target as Element).closest('a, button, input, select, label')) return;
    this.toggle(row);
  }
}

function compare(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b));
}
