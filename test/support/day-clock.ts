import { addDays, dayOf, startOfDay } from '@shared/words/day';

/** A clock that a story sets, and the days around it in a time zone. */
export class DayClock {
  now: Date;

  constructor(
    readonly timeZone: string,
    now: string,
  ) {
    this.now = new Date(now);
  }

  /** The instant so many hours after the beginning of the day that lies so many days before today. */
  daysAgo(days: number, hours = 12): Date {
    const day = addDays(dayOf(this.now, this.timeZone), -days);
    return new Date(startOfDay(day, this.timeZone).getTime() + hours * 3_600_000);
  }

  /** The calendar day so many days from today. */
  day(daysAhead: number): string {
    return addDays(dayOf(this.now, this.timeZone), daysAhead);
  }
}
