/** The server gave no answer: no network, or it is down. What was asked may or may not have happened. */
export class Unreachable extends Error {
  readonly code = 'unreachable';
  readonly detail = 'The server cannot be reached.';

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}
