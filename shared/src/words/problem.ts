/**
 * Every "no" that the system expects to say: its HTTP status and its sentence. The web app says them in the reader's
 * language by code; `detail` is for logs, scripts and other people's tools. Anything not on this list is a bug.
 */
export const problems = {
  malformed: [400, 'The request could not be read.'],
  not_signed_in: [401, 'Sign in first.'],
  not_allowed: [403, 'Your role does not include this.'],
  other_origin: [403, 'The request came from another site.'],
  setup_token_wrong: [403, 'This set-up link is not valid.'],
  invite_not_valid: [403, 'This invite has expired, was used up or was withdrawn.'],
  sign_in_link_not_valid: [403, 'This sign-in link has expired or was withdrawn.'],
  not_found: [404, 'There is nothing here by that name.'],
  already_set_up: [409, 'This server already has a group.'],
  id_reused: [409, 'This id already stands for something else.'],
  already_reversed: [409, 'This movement was already undone.'],
  not_reversible: [409, 'This movement cannot be undone.'],
  already_received: [409, 'This transfer was already received.'],
  in_use: [409, 'It is still in use.'],
  last_organizer: [409, 'A group needs at least one organizer.'],
  slug_taken: [409, 'This address belongs to another page. Choose another.'],
  too_large: [413, 'The request is too large.'],
  invalid: [422, 'Some fields are not valid.'],
  invalid_code: [422, 'This code cannot be read.'],
  too_many: [429, 'Too many requests. Wait a little and try again.'],
  busy: [503, 'The server is busy. Try again in a moment.'],
  database_away: [503, 'The database cannot be reached at the moment. Send it again in a moment.'],
  unexpected: [500, 'Something went wrong on the server. Nothing was changed.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one field; `path` as in `movements[3].quantity`. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** RFC 9457 problem details, `application/problem+json`. */
export interface ProblemReply {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  errors?: FieldError[];
}

/** Thrown by a step to say one of the expected "no"s. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string = problems[code][1],
    readonly errors?: FieldError[],
    /** Seconds to wait before trying again, where waiting helps. */
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }

  get status(): number {
    return problems[this.code][0];
  }

  toReply(): ProblemReply {
    return {
      type: `urn:commonshelf:problem:${this.code}`,
      title: problems[this.code][1],
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}
