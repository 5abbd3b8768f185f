import type { FieldError, ProblemCode } from '@shared/words/problem';

/** Why something did not happen: one of the API's expected "no"s, no answer at all, or a bug. */
export interface Failure {
  code: ProblemCode | 'unreachable';
  /** The server's own sentence, in English. */
  detail: string;
  errors: readonly FieldError[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The failure in what was thrown: a Problem or Unreachable by its code; anything else is `unexpected`. */
export function failureOf(thrown: unknown): Failure {
  if (isObject(thrown) && typeof thrown['code'] === 'string')
    return {
      code: thrown['code'] as Failure['code'],
      detail: typeof thrown['detail'] === 'string' ? thrown['detail'] : '',
      errors: Array.isArray(thrown['errors']) ? (thrown['errors'] as FieldError[]) : [],
    };
  return {
    code: 'unexpected',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
    errors: [],
  };
}
