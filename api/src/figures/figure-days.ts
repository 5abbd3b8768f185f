import { addDays, type Day, dayOf, startOfDay } from '@shared/words/day';

/** The window of demand: complete days before today. */
export const windowDays = 28;

/** What "now" means for figures: calendar days in the group's time zone. */
export interface FigureDays {
  readonly today: Day;
  /** A little before the window begins; the days themselves are told by PostgreSQL. */
  readonly readFrom: Date;
}

export function figureDays(now: Date, timeZone: string): FigureDays {
  const today = dayOf(now, timeZone);
  const begins = startOfDay(addDays(today, -windowDays), timeZone);
  // Hours to spare, for a clock change that this program and PostgreSQL know differently.
  return { today, readFrom: new Date(begins.getTime() - 3 * 3_600_000) };
}
