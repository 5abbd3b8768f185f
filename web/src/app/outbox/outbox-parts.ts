import type { Instant } from '@shared/words/instant';
import type { Moment, Reading, Stamp } from './clock-reading';
import type { OutboxEntry } from './outbox-entry';
import type { Outcome, OutboxSender } from './outbox-sender';
import type { OutboxStore } from './outbox-store';

/** What the engine stands on, so that a simulation can stand in for a device, its tabs and its network. */
export interface OutboxParts {
  readonly store: OutboxStore;
  readonly sender: OutboxSender;
  /** As the device's own clock says, right or wrong. */
  readonly now: () => Date;
  readonly clock: OutboxClock;
  /** False while the person says "I am offline": then nothing leaves the device. */
  readonly mayConnect: () => boolean;
  /** Runs `job` once after `ms`; the returned call cancels it. */
  readonly after: (ms: number, job: () => void) => () => void;
  /** Runs `job` while no other tab of this device runs one; waits its turn. */
  readonly exclusively: (job: () => Promise<void>) => Promise<void>;
  /** 0 up to 1: spreads the retries of many devices. */
  readonly random: () => number;
  /** Tells the device's other tabs. */
  readonly tell: (news: OutboxNews) => void;
}

/** What this device knows of the server's time. */
export interface OutboxClock {
  readonly reading: Reading | null;
  readonly moment: () => Moment;
  readonly stamp: () => Stamp;
  /** Asks the server for its time, unless it told it not long ago. False where there is no answer. */
  readonly ask: () => Promise<boolean>;
}

/** What changed: every tab looks at the store again, and the screen that made the commands hears how they ended. */
export interface OutboxNews {
  readonly outcomes: readonly Outcome[];
  /** Nothing changed but that there are more entries, behind all others. */
  readonly added?: true;
}

export type OutboxState = 'idle' | 'sending' | 'retrying' | 'signed_out' | 'storage_failed' | 'switched_off';

export interface OutboxView {
  /** False until the store was read for the first time: then nobody knows yet whether something waits. */
  readonly isKnown: boolean;
  readonly entries: readonly OutboxEntry[];
  /** How many entries of other groups are kept here. */
  readonly ofOthers: number;
  readonly state: OutboxState;
  readonly lastSyncedAt: Instant | null;
  /** How many the server has answered for since there was last nothing to send. */
  readonly answered: number;
}
