import { isAhead } from '@shared/fridges/reading-line';
import type { Instant } from '@shared/words/instant';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';

export function invalidField(path: string, code: string, message: string): Problem {
  return new Problem('invalid', undefined, [{ path, code, message }]);
}

/** An instant that a person or device said. @throws Problem `invalid` for one more than 10 minutes ahead. */
export function instantNotAhead(work: Work, path: string, said: Instant): Date {
  const instant = new Date(said);
  if (!isAhead(instant, work.now)) return instant;
  throw invalidField(path, 'in_the_future', `${path} must not be more than 10 minutes ahead.`);
}
