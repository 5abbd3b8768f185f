import 'reflect-metadata';
import type { Command } from './cli/command';
import { products } from './cli/products.command';
import { schema } from './cli/schema.command';
import { verify } from './cli/verify.command';
import { readConfig } from './platform/config';
import { StartProblem } from './platform/start-problem';

/** Every command by its name; package.json has a script of the same name. */
const commands: Record<string, Command> = {
  products,
  schema,
  verify,
};

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const usages = Object.entries(commands).map(([known, { usage }]) => `  ${known} ${usage}`);
    throw new StartProblem(`There is no command "${name}". There are:\n${usages.join('\n')}`);
  }
  return command.run({
    config: readConfig(process.env),
    args,
    say: (line) => process.stdout.write(`${line}\n`),
    note: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY,
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      error instanceof StartProblem
        ? `${error.message}\n`
        : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
