import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Now, told anew every quarter of a minute for as long as the part is on the page. */
export function minuteClock(): Signal<Date> {
  const now = signal(new Date());
  const timer = setInterval(() => now.set(new Date()), 15_000);
  inject(DestroyRef).onDestroy(() => clearInterval(timer));
  return now.asReadonly();
}
