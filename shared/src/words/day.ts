/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export type Day = string;

/** The last day there is: what would lie behind it is on it, so that every day has ten characters and sorts as text. */
const lastDay = '9999-12-31';

/** True for a day that exists: `2028-02-29` yes, `2027-02-29` no. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-01-01') return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeapYear ? 29 : (lastDays[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.getUTCFullYear() > 9999 ? lastDay : at.toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The minute that was asked about last, and its day: every scan asks for today, and a calendar takes its time. */
let lastAsked = { minute: NaN, timeZone: '', day: '' };
/** Since then clocks everywhere differ from UTC by whole minutes, so that no minute has two days. */
const wholeMinutesSince = Date.UTC(1973, 0);

/** The calendar day of an instant as a wall calendar in `timeZone` (IANA name) shows it. */
export function dayOf(instant: Date, timeZone: string): Day {
  const time = instant.getTime();
  if (!(time >= wholeMinutesSince)) return shownDay(instant, timeZone);
  const minute = Math.floor(time / 60_000);
  if (lastAsked.minute !== minute || lastAsked.timeZone !== timeZone)
    lastAsked = { minute, timeZone, day: shownDay(instant, timeZone) };
  return lastAsked.day;
}

function shownDay(instant: Date, timeZone: string): Day {
  const parts = calendarOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  const year = part('year').padStart(4, '0');
  return year.length > 4 ? lastDay : `${year}-${part('month')}-${part('day')}`;
}

/** The first instant of a day in `timeZone`; where midnight is skipped by a clock change, the first that exists. */
export function startOfDay(day: Day, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // No zone is more than 15 hours from UTC: halve the span until the first instant of the day remains.
  let before = utc - 15 * 3_600_000;
  let after = utc + 15 * 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle), timeZone) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** True for a time zone name that this machine knows, such as `America/New_York`. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > 64 || !/^[A-Za-z]/.test(name)) return false;
  try {
    calendarOf(name);
    return true;
  } catch {
    return false;
  }
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    const settings = { timeZone, calendar: 'gregory', numberingSystem: 'latn' } as const;
    calendar = new Intl.DateTimeFormat('en-CA', {
      ...settings,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timeZone, calendar);
  }
  return calendar;
}
