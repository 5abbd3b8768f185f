import type { Id } from '@shared/words/id';
import type { Database } from '@api/platform/database';
import type { Actor, Work } from '@api/platform/work';
import { areFiguresFresh, refreshFigures } from './refresh-figures';

/**
 * Runs a job that reads kept figures, all of them those of this moment: computes anew first what is not. Where nothing
 * is to be done, which is the rule, that costs one look at an index.
 */
export async function readFresh<T>(
  database: Database,
  member: Actor,
  siteId: Id | null,
  job: (work: Work) => Promise<T>,
): Promise<T> {
  const fresh = await database.read(member, async (work) => {
    return (await areFiguresFresh(work, member, siteId)) ? { answer: await job(work) } : null;
  });
  if (fresh) return fresh.answer;
  await refreshFigures(database, member, siteId);
  return database.read(member, job);
}
