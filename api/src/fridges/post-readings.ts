import { type ReadingLine, readingProblem, type ReadingProblem } from '@shared/fridges/reading-line';
import type { ReadingResult } from '@shared/fridges/readings.contract';
import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';
import { recordReadings } from './record-readings';

/**
 * Records readings as people or sensors send them. Each line is judged by itself; those that are right are recorded
 * together, in the transaction of `work`. Answers one result a line, in the order sent.
 * @param sensor the label of the API token that they came with; null when a person sends them.
 * @throws Problem `not_found` for a site that is not the group's.
 */
export async function postReadings(
  work: Work,
  siteId: Id,
  lines: readonly unknown[],
  sensor: string | null,
): Promise<ReadingResult[]> {
  const results: (ReadingResult | undefined)[] = lines.map((line) => {
    const problem = readingProblem(line, work.now);
    return problem ? refused(idOf(line), problem) : undefined;
  });
  const good = lines
    .map((line, index) => ({ index, line: line as ReadingLine }))
    .filter(({ index }) => !results[index]);
  const source = sensor === null ? 'hand' : 'sensor';
  const readings = good.map(({ line: { id, probe = 'fridge', celsius, occurredAt } }) => {
    return {
      id: id.toLowerCase(),
      probe,
      celsius,
      occurredAt: new Date(occurredAt),
      source,
      sensor,
    } as const;
  });
  (await recordReadings(work, siteId, readings)).forEach((outcome, at) => {
    const { index, line } = good[at] as (typeof good)[number];
    results[index] =
      outcome === 'recorded' || outcome === 'duplicate'
        ? { id: line.id, status: outcome, problem: null }
        : refused(line.id, { code: 'id_reused', detail: 'This id already stands for another reading.' });
  });
  return results as ReadingResult[];
}

function refused(id: string | null, problem: ReadingProblem): ReadingResult {
  return { id, status: 'refused', problem };
}

function idOf(line: unknown): string | null {
  const id = typeof line === 'object' && line !== null && 'id' in line ? line.id : null;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
