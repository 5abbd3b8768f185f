import type { MakeItem } from '@shared/catalog/catalog.contract';
import type { RecordMissedAsk } from '@shared/needs/needs.contract';
import type { MovementLine } from '@shared/stock/movement-line';
import type { ReverseMovement } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';

/** What somebody did on this device, exactly as it will be sent. Each carries the id that makes sending it twice harmless. */
export type Command =
  | { readonly kind: 'movement'; readonly line: MovementLine }
  | { readonly kind: 'reversal'; readonly movementId: Id; readonly request: ReverseMovement & { id: Id } }
  | { readonly kind: 'missed_ask'; readonly request: RecordMissedAsk & { id: Id } }
  | { readonly kind: 'new_item'; readonly request: MakeItem & { id: Id } }
  | {
      readonly kind: 'bind_code';
      readonly id: Id;
      readonly itemId: Id;
      readonly code: string;
      readonly packQuantity: number;
    };

/** How the screens name a command without asking the server: its item, quantity and site as they stood in that moment. */
export interface About {
  readonly itemName: string;
  readonly unit: Unit;
  /** Base units; 0 where the command moves nothing. */
  readonly quantity: number;
  readonly siteName: string;
}

export interface Refusal {
  readonly code: string;
  /** One English sentence. */
  readonly detail: string;
}

/** A command on its way into the outbox. */
export interface NewEntry {
  readonly id: Id;
  /** Sent only while this group is signed in here. */
  readonly groupId: Id;
  readonly command: Command;
  readonly about: About;
  readonly savedAt: Instant;
  /** Milliseconds since 1970 before which it is not sent, so that a slip can be put right first; 0 for at once. */
  readonly notBefore: number;
}

export interface OutboxEntry extends NewEntry {
  /** Given by the store, rising: the order of sending. */
  readonly seq: number;
  /** `sent` may have reached the server, so it is never changed any more, only sent again until there is an answer. */
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly refusal: Refusal | null;
}

/** The id that the command carries to the server. */
export function idOf(command: Command): Id {
  switch (command.kind) {
    case 'movement':
      return command.line.id;
    case 'reversal':
    case 'missed_ask':
    case 'new_item':
      return command.request.id;
    case 'bind_code':
      return command.id;
  }
}

/** An entry for a command, held back `holdMs` from now. */
export function entryOf(
  command: Command,
  about: NewEntry['about'],
  groupId: Id,
  id: Id,
  now: Date,
  holdMs: number,
): NewEntry {
  return {
    id,
    groupId,
    command,
    about,
    savedAt: now.toISOString(),
    notBefore: holdMs > 0 ? now.getTime() + holdMs : 0,
  };
}
