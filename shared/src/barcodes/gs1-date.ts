/** The year whose sliding window is used where the caller does not say what day it is. */
const assumedYear = 2026;

/**
 * A GS1 date, six digits YYMMDD, as a calendar day `YYYY-MM-DD`; null for a day that does not exist.
 *
 * The century slides (General Specifications 7.12): a year 51 or more above the present one is of the last century, one 50 or more below
 * it of the next, anything else of this. A day of 00 means the month as a whole and is read as its last day, for every kind of date
 * (General Specifications 3.4): food marked "best before 02/2027" is good until 28 February.
 *
 * @param today `YYYY-MM-DD`; its year places the window. Without it, the window of 2026 is used.
 */
export function readGs1Date(digits: string, today?: string): string | null {
  const shortYear = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const year = fullYear(shortYear, Number(today?.slice(0, 4)) || assumedYear);
  if (!(month >= 1 && month <= 12)) return null;
  const last = daysIn(year, month);
  const day = Number(digits.slice(4, 6)) || last;
  if (!(day >= 1 && day <= last)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function fullYear(shortYear: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  const ahead = shortYear - (thisYear % 100);
  if (ahead >= 51) return century - 100 + shortYear;
  return ahead <= -50 ? century + 100 + shortYear : century + shortYear;
}

/** Days in a month, 1–12. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
