import { effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Session } from '../session/session';

/** Sends what waits on this device whenever somebody of its group is signed in, whatever page is open. */
export function keepSending(): void {
  const outbox = inject(DeviceOutbox);
  const session = inject(Session);
  const router = inject(Router);
  const askWho = async () => {
    await session.reload();
    if (session.me() === null) await router.navigateByUrl('/signed-out');
  };
  effect(() => {
    const groupId = session.group()?.id ?? null;
    untracked(() => void outbox.signedInTo(groupId));
  });
  effect(() => {
    // The server no longer knows the session: ask once more, and lead to signing in if that is so. What waits stays here.
    if (outbox.state() === 'signed_out') untracked(() => void askWho());
  });
}
