/** What an upload of a product list did. Nothing of a file with an unreadable header is loaded; bad lines are listed. */
export interface ProductListReply {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** The first 1,000 lines that were refused, and why. */
  refusedLines: { line: number; code: string; reason: string }[];
  seconds: number;
}
