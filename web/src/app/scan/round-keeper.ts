import type { Id } from '@shared/words/id';
import { keepMark, keptMark } from '../outbox/marks';
import type { OutboxEntry } from '../outbox/outbox-entry';
import type { RoundLine } from './round-line';

const keptAtMost = 100;
/** A round that nobody touched for this long is over. */
const overAfterMs = 12 * 3_600_000;

/** Keeps the latest lines of a group, so that a reload in the middle of a round still shows them and can undo them. */
export function keepRound(groupId: Id, lines: readonly RoundLine[]): void {
  keepMark(`round ${groupId}`, lines.slice(0, keptAtMost));
}

/** The lines of the last round on this device, with what became of them since; empty when it is long over. */
export async function keptRound(
  groupId: Id,
  entries: () => Promise<readonly OutboxEntry[]>,
): Promise<readonly RoundLine[]> {
  const lines = (await keptMark<readonly RoundLine[]>(`round ${groupId}`)) ?? [];
  const newest = lines[0];
  if (!newest || Date.now() - Date.parse(newest.occurredAt) > overAfterMs) return [];
  const inOutbox = new Map((await entries()).map((entry) => [entry.id, entry]));
  return lines.map((line) => {
    if (line.status !== 'waiting') return line;
    const entry = inOutbox.get(line.id);
    // Gone from the outbox: the server has it, and the answer came while the page was closed.
    if (!entry) return { ...line, status: 'done', level: null };
    return entry.state === 'refused' ? { ...line, status: 'refused', refusal: entry.refusal } : line;
  });
}
