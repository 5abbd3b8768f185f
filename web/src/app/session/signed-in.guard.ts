import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { Session } from './session';

/** Lets members through. Who is known on this device enters at once; the server's answer follows and may still end the session. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const known = session.me() !== null;
  const asked = session.load();
  if (known) {
    void asked.then(() => {
      if (session.me() === null) void router.navigate(['/signed-out'], { queryParams: { to: state.url } });
    });
    return true;
  }
  await asked;
  if (session.me() !== null) return true;
  return new RedirectCommand(
    router.createUrlTree(['/signed-out'], { queryParams: state.url === '/' ? {} : { to: state.url } }),
  );
};
