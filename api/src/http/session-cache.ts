import { Injectable } from '@nestjs/common';
import { actorOfToken, type SignedInActor } from '@api/people/actor-of-token.query';
import { Database } from '@api/platform/database';

const freshMs = 5_000;
const mostKept = 20_000;

/**
 * Who a token belongs to, remembered for 5 seconds so that a scan costs no second query. Whatever changes a member or
 * a session in this process calls `forget`; another process on the same database notices within those 5 seconds.
 */
@Injectable()
export class SessionCache {
  private readonly known = new Map<string, { actor: Promise<SignedInActor | null>; until: number }>();

  constructor(private readonly database: Database) {}

  actorOf(token: string): Promise<SignedInActor | null> {
    const now = this.database.now().getTime();
    const known = this.known.get(token);
    if (known && known.until > now) return known.actor;
    if (this.known.size >= mostKept) this.known.clear();
    const actor = this.database.enter((doorway) => actorOfToken(doorway, token));
    this.known.set(token, { actor, until: now + freshMs });
    actor.catch(() => this.known.delete(token));
    return actor;
  }

  forget(): void {
    this.known.clear();
  }
}
