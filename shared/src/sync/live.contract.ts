import type { Id } from '@shared/words/id';

/**
 * `GET /api/v1/live` is a stream of server-sent events for as long as somebody looks. Each carries an `id` to go on from
 * (`Last-Event-ID`); none carries data of the group, only that a sync is worth asking for:
 *
 * - `ready`: from here on nothing is missed; ask for a sync once.
 * - `changed`: a {@link LiveChange}; ask for a sync.
 * - `resync`: what happened since `Last-Event-ID` cannot be told; ask for a sync.
 * - `signed_out`: the session has ended, and so has the stream.
 *
 * At most two `changed` a second. A comment every 15 seconds says that the line is alive: one that is silent for 40 is dead.
 * Without such a stream, asking for a sync every half minute does the same.
 */
export const liveEvents = ['ready', 'changed', 'resync', 'signed_out'] as const;
export type LiveEvent = (typeof liveEvents)[number];

export interface LiveChange {
  /** Sites whose levels, par levels or lots changed; null for more than fit. */
  sites: Id[] | null;
  /** Items, codes, categories, lots, sites or the group's own settings changed. */
  catalogue: boolean;
  /** Something that a sync does not carry may have changed: asks, transfers, figures, people. */
  other: boolean;
}
