import type { Signal } from '@angular/core';
import type { Instant } from '@shared/words/instant';

/** What anybody may know about the commands that wait on this device. The shell shows it; the scan room fills it. */
export abstract class Outbox {
  /** Commands kept on the device that the server has not acknowledged. */
  abstract readonly waiting: Signal<number>;
  /** Commands the server refused and somebody must look at. */
  abstract readonly refused: Signal<number>;
  /** When the server last acknowledged everything there was, null when it never did on this device. */
  abstract readonly lastSyncedAt: Signal<Instant | null>;
}
