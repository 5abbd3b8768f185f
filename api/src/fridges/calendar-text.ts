import { addDays, type Day } from '@shared/words/day';

/** Something on one whole day. */
export interface CalendarEvent {
  /** The same whenever it is told. */
  readonly id: string;
  readonly day: Day;
  readonly title: string;
  readonly note: string | null;
}

/** Whole-day events as iCalendar (RFC 5545), which every calendar subscribes to. */
export function calendarText(events: readonly CalendarEvent[], now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Commonshelf//Rota//EN', 'CALSCALE:GREGORIAN'],
    ...events.flatMap(({ id, day, title, note }) => [
      ...['BEGIN:VEVENT', `UID:${id}@commonshelf`, `DTSTAMP:${stamp}`],
      ...[`DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(addDays(day, 1))}`],
      `SUMMARY:${escaped(title)}`,
      ...(note === null ? [] : [`DESCRIPTION:${escaped(note)}`]),
      ...['TRANSP:TRANSPARENT', 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const plain = (day: Day) => day.replaceAll('-', '');
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/** Lines have at most 75 bytes; what is longer goes on after a line break and a space. */
function folded(line: string): string {
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 75) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return text;
}
