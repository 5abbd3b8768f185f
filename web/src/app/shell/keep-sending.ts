import { DOCUMENT, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Session } from '../session/session';
import { Language } from '../ui/language';

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
  prepareWhatWaits(inject(DOCUMENT), inject(Language));
  effect(() => {
    // The server no longer knows the session: ask once more, and lead to signing in if that is so. What waits stays here.
    if (outbox.state() === 'signed_out') untracked(() => void askWho());
  });
}

/** What waits is looked at when there is no network to load a page from: it is fetched with the first touch of any page. */
function prepareWhatWaits(page: Document, language: Language): void {
  const prepare = () => {
    // Where it cannot be fetched now, opening the page tries again.
    void Promise.all([import('../waiting/waiting.page'), language.loadRooms()]).catch(() => undefined);
  };
  const once = { once: true, capture: true };
  page.addEventListener('pointerdown', prepare, once);
  page.addEventListener('keydown', prepare, once);
}
