export interface Column<Row> {
  key: string;
  /** The head, in the reader's language. */
  label: string;
  /** Figures stand at the right edge. */
  figure?: boolean;
  /** On a phone: the card's heading instead of a line of it. In an openable table its button opens the row. */
  heading?: boolean;
  /** On a phone: a line with its label (unless said), the figure at the heading's right edge, a line of its own without a label, or not at all. */
  phone?: 'line' | 'main' | 'bare' | 'hidden';
  /** True where a row has nothing in this column: a dash in the table, no line on a phone. */
  emptyFor?: (row: Row) => boolean;
  /** What the column sorts by; a column without it does not sort. Null comes last either way. */
  sortBy?: (row: Row) => string | number | null;
}
