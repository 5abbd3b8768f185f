/**
 * Why the program cannot start, as one plain sentence for the person at the terminal.
 * `main` prints the message without a stack trace and exits with code 1; anything else that is thrown is a bug.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
