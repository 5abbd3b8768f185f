import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Session } from './session';

/** Lets members through. Who is known on this device enters at once; the server's answer follows and may still end the session. */
export const signedIn: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  const known = session.me() !== null;
  const asked = session.load();
  if (known) {
    void asked.then(() => {
      if (session.me() === null) void router.navigateByUrl('/signed-out');
    });
    return true;
  }
  await asked;
  return session.me() !== null || router.parseUrl('/signed-out');
};
