import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';

/** What was asked for and what was given, of a category at a site in a week. */
export interface AskedGivenReply {
  /** A Monday, in the group's time zone. */
  week: Day;
  siteId: Id;
  siteName: string;
  /** Null for what has none. */
  categoryId: Id | null;
  categoryName: string | null;
  /** Neighbours who asked, without those whose ask became a missed ask. */
  askedByNeighbours: number;
  /** Missed asks that members wrote down: times, not base units. */
  missedAsks: number;
  /** Hand-outs, those that are inferred too; without what was undone. */
  handOuts: number;
  /** Pieces handed out; of what is weighed or poured, kilograms or litres, rounded up. */
  given: number;
}

/** Oldest week first; at most 10,000 rows. */
export interface AskedGivenListReply {
  data: AskedGivenReply[];
}
