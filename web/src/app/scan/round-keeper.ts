import { deviceDatabase } from '../outbox/device-database';
import type { OutboxEntry } from '../outbox/outbox-entry';
import type { RoundLine } from './round-line';

const keptAtMost = 100;
const mark = 'round';
/** A round that nobody touched for this long is over. */
const overAfterMs = 12 * 3_600_000;

/** Keeps the latest lines, so that a reload in the middle of a round still shows them and can undo them. */
export function keepRound(lines: readonly RoundLine[]): void {
  void deviceDatabase()
    .then((database) => database.put('marks', lines.slice(0, keptAtMost), mark))
    // The scans themselves are in the outbox; only the list is lost.
    .catch(() => undefined);
}

/** The lines of the last round on this device, with what became of them since; empty when it is long over. */
export async function keptRound(
  entries: () => Promise<readonly OutboxEntry[]>,
): Promise<readonly RoundLine[]> {
  try {
    const lines = ((await (await deviceDatabase()).get('marks', mark)) ?? []) as readonly RoundLine[];
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
  } catch {
    return [];
  }
}
