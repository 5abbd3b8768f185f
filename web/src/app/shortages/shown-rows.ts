import { type ShortageReply, shortageStatuses } from '@shared/reports/shortages.contract';

/** What the chips above the report show alone; without one, all that is out, low or asked for. */
export const shownStatuses = ['out', 'low', 'asked', 'all'] as const;
export type Shown = (typeof shownStatuses)[number];

/** Somebody asked and there was none, or a neighbour's ask is open. */
export const isAskedFor = (row: ShortageReply) => row.missed > 0 || row.openNeeds > 0;

export const rowKeyOf = (row: Pick<ShortageReply, 'siteId' | 'itemId'>) => `${row.siteId} ${row.itemId}`;

/** The place of a row's status in the report's order. */
export const shownOrder = (row: ShortageReply) => shortageStatuses.indexOf(row.status);
