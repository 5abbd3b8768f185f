import { openAt } from './open-hours';

describe('openAt', () => {
  const hours = [
    { weekday: 3, opens: '09:00', closes: '11:00' },
    { weekday: 3, opens: '14:00', closes: '24:00' },
    { weekday: 7, opens: '00:00', closes: '12:00' },
  ];
  const at = (instant: string, zone = 'America/New_York') => openAt(hours, zone, new Date(instant));

  it.each([
    ['2026-11-25T13:59:59Z', false, null],
    ['2026-11-25T14:00:00Z', true, '11:00'],
    ['2026-11-25T16:00:00Z', false, null],
    ['2026-11-26T04:59:00Z', true, '24:00'],
    ['2026-11-26T05:00:00Z', false, null],
    ['2026-11-29T05:00:00Z', true, '12:00'],
  ])('is by the clock on the site’s own wall: %s', (instant, isOpen, until) => {
    expect(at(instant)).toEqual({ isOpen, until });
  });

  it('is another one in another zone', () => {
    expect(at('2026-11-25T08:30:00Z', 'Europe/Madrid')).toEqual({ isOpen: true, until: '11:00' });
  });
});
