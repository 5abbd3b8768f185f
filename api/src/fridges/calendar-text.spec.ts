import { calendarText } from './calendar-text';

const now = new Date('2026-07-01T16:00:00.123Z');

describe('a calendar', () => {
  it('has whole days, with the same id whenever it is told', () => {
    const text = calendarText(
      [{ id: 'a-2026-12-31', day: '2026-12-31', title: 'Oak St; fridge', note: 'Bring\na mop, please' }],
      now,
    );
    expect(text.split('\r\n')).toEqual([
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Commonshelf//Rota//EN',
        'CALSCALE:GREGORIAN',
        'BEGIN:VEVENT',
      ],
      ...['UID:a-2026-12-31@commonshelf', 'DTSTAMP:20260701T160000Z', 'DTSTART;VALUE=DATE:20261231'],
      ...['DTEND;VALUE=DATE:20270101', 'SUMMARY:Oak St\\; fridge', 'DESCRIPTION:Bring\\na mop\\, please'],
      ...['TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]);
  });

  it('has no line longer than 75 bytes, in whatever script', () => {
    const text = calendarText([{ id: 'a', day: '2026-07-01', title: '冷蔵庫'.repeat(40), note: null }], now);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n /g, '')).toContain(`SUMMARY:${'冷蔵庫'.repeat(40)}`);
  });
});
