import type { MovementWarning } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Command, Refusal } from './outbox-entry';

/** The server's word on one command. */
export interface Outcome {
  readonly id: Id;
  readonly status: 'recorded' | 'duplicate' | 'refused';
  /** Base units at the site the goods left, or came to from outside; null where the answer does not say. */
  readonly onHand: number | null;
  readonly warnings: readonly MovementWarning[];
  readonly refusal: Refusal | null;
  /** The movement by which a count is undone; absent where it moved nothing, or more than one thing. */
  readonly movementId?: Id;
}

export type Answer =
  /** The server judged the commands one by one. */
  | { readonly kind: 'answered'; readonly outcomes: readonly Outcome[] }
  /** No answer, or "not now": whether it was recorded is unknown. */
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'signed_out' }
  /** The server would not read the request as a whole; sending it again as it is will not help. */
  | { readonly kind: 'unreadable'; readonly refusal: Refusal };

/** Takes commands to the server. Never throws for what a network or a server does. */
export interface OutboxSender {
  /** Movements, 1 to 500 together, or one command of any other kind; for this group and no other. */
  send(commands: readonly Command[], groupId: Id): Promise<Answer>;
}
