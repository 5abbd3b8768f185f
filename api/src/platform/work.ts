import type { EntityManager } from 'typeorm';
import type { Id } from '@shared/words/id';
import type { Role } from '@shared/words/role';

/** Who is asking, as far as a step needs to know. */
export interface Actor {
  readonly memberId: Id;
  readonly groupId: Id;
  readonly role: Role;
  /** The group's time zone: its calendar days are the days of every figure. */
  readonly timeZone: string;
}

/** What one request may rely on. Made at the door, passed first, never stored. */
export interface Work {
  readonly tx: EntityManager;
  readonly member: Actor;
  readonly now: Date;
}

/** The same for what happens before anybody is known: set-up, joining, signing in. */
export type Doorway = Omit<Work, 'member'>;
