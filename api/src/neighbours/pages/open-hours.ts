import type { OpenSpan } from '@shared/sites/public-site.contract';

/** Whether a site is open at an instant, and until when; its hours are by its own clock. */
export function openAt(
  hours: readonly OpenSpan[],
  timeZone: string,
  now: Date,
): { readonly isOpen: boolean; readonly until: string | null } {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1;
  const clock = `${part('hour')}:${part('minute')}`;
  const span = hours.find((one) => one.weekday === weekday && one.opens <= clock && clock < one.closes);
  return { isOpen: span !== undefined, until: span?.closes ?? null };
}
