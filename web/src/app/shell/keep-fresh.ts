import { afterNextRender, effect, inject, Injector, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Device } from '../device/device';
import { Session } from '../session/session';

/** Lets the page be seen and used before the catalogue is asked for. */
const afterMs = 1_500;

/** Keeps the device's catalogue fresh, whatever page is open. */
export function keepFresh(): void {
  const device = inject(Device);
  const session = inject(Session);
  const router = inject(Router);
  const askWho = async () => {
    await session.reload();
    if (session.me() === null) await router.navigateByUrl('/signed-out');
  };
  effect(() => {
    if (device.state() === 'signed_out') untracked(() => void askWho());
  });
  const begin = () => setTimeout(() => device.start(), afterMs);
  afterNextRender(begin, { injector: inject(Injector) });
}
