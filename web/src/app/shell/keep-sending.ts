import { effect, inject, untracked } from '@angular/core';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Session } from '../session/session';

/** Sends what waits on this device whenever somebody of its group is signed in, whatever page is open. */
export function keepSending(): void {
  const outbox = inject(DeviceOutbox);
  const session = inject(Session);
  effect(() => {
    const groupId = session.group()?.id ?? null;
    untracked(() => void outbox.signedInTo(groupId));
  });
  effect(() => {
    // The server no longer knows the session: ask once more, so that the page leads to signing in.
    if (outbox.state() === 'signed_out') untracked(() => void session.reload());
  });
}
