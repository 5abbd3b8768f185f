import { parseArgs } from 'node:util';

/**
 * The options of a command, `--name value`, by name; what is not given is as in `defaults`. An option that is none ends the program with
 * one sentence.
 * @template {Record<string, string>} Defaults
 * @param {Defaults} defaults
 * @returns {Defaults}
 */
export function optionsOf(defaults) {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }]),
  );
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${error.message.split('.')[0]}. There are --${Object.keys(defaults).join(', --')}.`);
    process.exit(1);
  }
}
