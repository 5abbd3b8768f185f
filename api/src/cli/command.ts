import type { Config } from '@api/platform/config';

/** What a command of the program is given. */
export interface CommandContext {
  readonly config: Config;
  /** What is left of the command line after the command's name. */
  readonly args: readonly string[];
  /** The result, for files and other programs. */
  readonly say: (line: string) => void;
  /** Progress, for whoever watches. */
  readonly note: (text: string) => void;
  readonly isWatched: boolean;
}

/** A command of the program: `npm run NAME -- ARGS`. Answers the exit code. */
export interface Command {
  /** One line: its arguments and what it does. */
  readonly usage: string;
  run(context: CommandContext): Promise<number>;
}
