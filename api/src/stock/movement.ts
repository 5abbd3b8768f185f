import type { Channel, Reason, WasteReason } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';

/** One line for the ledger. Either `itemId` and `quantity`, or `code` and `packs`. */
export interface Movement {
  readonly id: Id;
  /** Digest of what the sender wrote: the same id with another one is refused. */
  readonly fingerprint: Id;
  readonly reason: Reason;
  readonly itemId: Id | null;
  /** Whole base units. */
  readonly quantity: number | null;
  /** A barcode as bound in the group, or one of our own codes. */
  readonly code: string | null;
  readonly packs: number | null;
  readonly fromSiteId: Id | null;
  readonly toSiteId: Id | null;
  readonly lotId: Id | null;
  readonly occurredAt: Date;
  readonly channel?: Channel | null;
  readonly householdSize?: number | null;
  readonly donor?: string | null;
  readonly wasteReason?: WasteReason | null;
  readonly note?: string | null;
  readonly reversesId?: Id | null;
  readonly transferId?: Id | null;
  /** Who recorded it, where several calls are recorded together; otherwise the member of the work. */
  readonly memberId?: Id;
}
