import { Problem } from '@shared/words/problem';
import type { LiveChange, LiveEvent } from '@shared/sync/live.contract';
import type { Api } from '../api-client/api';
import { LiveLine, type LiveAnswer } from './live-line';

/** What the tabs of a device tell each other about the one line that they share. */
type TabNews =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly change: LiveChange | null }
  | { readonly kind: 'stands'; readonly is: boolean }
  | { readonly kind: 'does it stand?' };

export interface LiveEars {
  /** `own`: this tab holds the line. */
  hear(event: LiveEvent, change: LiveChange | null, own: boolean): void;
  stands(is: boolean): void;
}

export interface SharedLine {
  /** Whether somebody is signed in here, who may hear. */
  wanted(is: boolean): void;
}

/**
 * One live line for all tabs of the device, held by one that is looked at. When that is put away another takes over; when nobody looks at any,
 * there is none, and what was missed comes with the next look.
 */
export function openLive(api: Api, page: Document, ears: LiveEars): SharedLine {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('commonshelf.live');
  let stands = false;
  let wanted = false;
  let leave: (() => void) | null = null;
  const tell = (news: TabNews) => channel?.postMessage(news);

  const line = new LiveLine({
    open: (lastEventId, signal) => openStream(api, lastEventId, signal),
    after: (ms, job) => {
      const timer = setTimeout(job, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    hear: (event, change) => {
      tell({ kind: 'event', event, change });
      ears.hear(event, change, true);
    },
    stands: (is) => {
      stands = is;
      tell({ kind: 'stands', is });
      ears.stands(is);
    },
  });
  channel?.addEventListener('message', ({ data }: MessageEvent<TabNews>) => {
    if (data.kind === 'event') ears.hear(data.event, data.change, false);
    else if (data.kind === 'stands') ears.stands(data.is);
    else if (stands) tell({ kind: 'stands', is: true });
  });
  tell({ kind: 'does it stand?' });

  const follow = () => {
    const should = wanted && page.visibilityState === 'visible';
    if (should && !leave) {
      leave = takeTurn(() => {
        line.start();
        return () => line.stop();
      });
    } else if (!should && leave) {
      leave();
      leave = null;
    }
  };
  page.addEventListener('visibilitychange', follow);
  return {
    wanted: (is) => {
      wanted = is;
      follow();
    },
  };
}

/** Runs `lead` when it is this tab's turn; the returned call ends the turn, or the waiting for it. */
function takeTurn(lead: () => () => void): () => void {
  // Plain http on a local network has no Web Locks: then each tab that is looked at has a line of its own.
  if (typeof navigator.locks === 'undefined') return lead();
  const waiting = new AbortController();
  let end: () => void = () => undefined;
  void navigator.locks
    .request('commonshelf.live', { signal: waiting.signal }, () => {
      const stop = lead();
      return new Promise<void>((resolve) => {
        end = () => {
          stop();
          resolve();
        };
      });
    })
    .catch(() => undefined);
  return () => {
    waiting.abort();
    end();
  };
}

async function openStream(api: Api, lastEventId: string | null, signal: AbortSignal): Promise<LiveAnswer> {
  try {
    const body = await api.stream(
      '/live',
      lastEventId === null ? {} : { 'last-event-id': lastEventId },
      signal,
    );
    return { kind: 'stream', pieces: piecesOf(body) };
  } catch (error) {
    if (!(error instanceof Problem)) return { kind: 'later', afterMs: null };
    if (error.code === 'not_signed_in') return { kind: 'signed_out' };
    return { kind: 'later', afterMs: (error.retryAfterSeconds ?? 0) * 1000 };
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
