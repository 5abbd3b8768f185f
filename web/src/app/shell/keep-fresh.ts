import { afterNextRender, computed, effect, inject, Injector, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Device } from '../device/device';
import { Categories } from '../session/categories';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';

/** Lets the page be seen and used before the catalogue is asked for. */
const afterMs = 1_500;

/** Keeps the device's catalogue fresh, whatever page is open, and what stands in every frame with it. */
export function keepFresh(): void {
  const device = inject(Device);
  const session = inject(Session);
  const router = inject(Router);
  const injector = inject(Injector);
  const askWho = async () => {
    await session.reload();
    if (session.me() === null) await router.navigateByUrl('/signed-out');
  };
  effect(() => {
    if (device.signedOut() > 0) untracked(() => void askWho());
  });
  reloadOnChange(
    computed(() => JSON.stringify([...(device.shelf()?.catalogue.sites.values() ?? [])])),
    () => injector.get(CurrentSite).reload(),
  );
  reloadOnChange(
    computed(() => JSON.stringify([...(device.shelf()?.catalogue.categories.values() ?? [])])),
    () => injector.get(Categories).reload(),
  );
  const begin = () => setTimeout(() => device.use(), afterMs);
  afterNextRender(begin, { injector });
}

/** Runs `reload` when what is kept says otherwise than it did; not when it is read for the first time. */
function reloadOnChange(kept: () => string, reload: () => void): void {
  let before = '[]';
  effect(() => {
    const now = kept();
    const known = before;
    before = now;
    if (now !== known && known !== '[]' && now !== '[]') untracked(reload);
  });
}
