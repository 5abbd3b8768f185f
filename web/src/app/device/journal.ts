import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Standing, StandingChange } from './catalogue-store';

interface Step {
  readonly next: Standing;
  readonly change: StandingChange;
}

const says = ['group', 'sites', 'categories', 'items', 'aliases', 'lots', 'levels', 'lotLevels'] as const;

/**
 * Where a reply leads from a standing. A load from the beginning fills a journal of its own, and only once it is through do the screens
 * turn to it: a load that breaks off takes nothing away.
 */
export function stepOf(
  before: Standing | null,
  groupId: Id,
  reply: SyncReply,
  text: string,
  askedAt: Instant,
): Step {
  const anew = reply.reset || before === null;
  const writing = anew ? newJournal(before, askedAt) : before.writing;
  const page = anew ? 0 : before.pages;
  const isNews = anew || says.some((part) => reply[part] !== undefined);
  const through = !reply.more;
  const shownBefore = before?.shown ?? null;
  const shown = through ? writing : shownBefore;
  const abandoned = anew && before && before.writing !== before.shown ? [before.writing] : [];
  const outdated = through && shownBefore !== null && shownBefore !== writing ? [shownBefore] : [];
  const isDelta = !anew && before.writing === before.shown;
  return {
    next: {
      turn: (before?.turn ?? 0) + 1,
      groupId,
      shown,
      writing,
      pages: page + (isNews ? 1 : 0),
      grown: anew ? 0 : before.grown + (isDelta && isNews ? text.length : 0),
      cursor: reply.cursor,
      syncedAt: through ? askedAt : (before?.syncedAt ?? null),
      from: anew ? null : before.from,
    },
    change: {
      ...(isNews ? { put: { journal: writing, page, text } } : {}),
      drop: [...abandoned, ...outdated],
    },
  };
}

/** What writes the journal shown together into one page of a new one. */
export function together(before: Standing, text: string): Step {
  const journal = before.writing + 1;
  return {
    next: {
      ...before,
      turn: before.turn + 1,
      shown: journal,
      writing: journal,
      pages: 1,
      grown: 0,
      from: { journal: before.writing, pages: before.pages },
    },
    change: { put: { journal, page: 0, text }, drop: [before.writing] },
  };
}

export interface JournalLength {
  readonly pages: number;
  /** Characters after the first load. */
  readonly grown: number;
}

/** So much came after the first load that reading it all takes noticeably longer than it must. */
export function isLong(standing: Standing, most: JournalLength): boolean {
  return standing.shown === standing.writing && (standing.grown > most.grown || standing.pages > most.pages);
}

/** A number that no journal had, not even one of a group that was signed in here before: pages still know those. */
function newJournal(before: Standing | null, askedAt: Instant): number {
  return Math.max(Date.parse(askedAt), before?.shown ?? 0, before?.writing ?? 0) + 1;
}
