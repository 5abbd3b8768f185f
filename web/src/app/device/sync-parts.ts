import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { CatalogueStore } from './catalogue-store';
import type { JournalLength } from './journal';

/** What came of asking the server for a sync. */
export type SyncAnswer =
  /** A reply, and its text as it came. */
  | { readonly kind: 'page'; readonly reply: SyncReply; readonly text: string }
  /** No answer, or "not now". */
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'signed_out' };

/** What the engine stands on, so that a simulation can stand in for a device, its tabs and its network. */
export interface SyncParts {
  readonly store: CatalogueStore;
  /** Asks for everything of a group, or for what changed since a cursor; `signed_out` where the session is not of that group. Never throws for what a network or a server does. */
  readonly ask: (groupId: Id, since: string | null) => Promise<SyncAnswer>;
  readonly now: () => Date;
  /** Runs `job` once after `ms`; the returned call cancels it. */
  readonly after: (ms: number, job: () => void) => () => void;
  /** Runs `job` while no other tab of this device runs one; waits its turn. */
  readonly exclusively: (job: () => Promise<void>) => Promise<void>;
  /** 0 up to 1: spreads the requests of many devices. */
  readonly random: () => number;
  /** Longer journals are written together. */
  readonly journalAtMost: JournalLength;
  /** Tells the device's other tabs that the standing changed. */
  readonly tell: () => void;
}

export type SyncState = 'idle' | 'loading' | 'retrying' | 'signed_out' | 'storage_failed';

export interface SyncView {
  readonly state: SyncState;
  /** When the latest sync that came through was asked for, by this device's clock: it holds what was recorded before. */
  readonly syncedAt: Instant | null;
}
