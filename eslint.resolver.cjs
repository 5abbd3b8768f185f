const { existsSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

/** Tells the dependency rule which file an import means: the aliases of tsconfig.base.json and relative paths. */
const aliases = { '@shared/': 'shared/src/', '@api/': 'api/src/' };

exports.interfaceVersion = 2;

exports.resolve = (source, file) => {
  const alias = Object.keys(aliases).find((prefix) => source.startsWith(prefix));
  if (!alias && !source.startsWith('.')) return { found: false };
  const base = alias
    ? join(__dirname, aliases[alias], source.slice(alias.length))
    : resolve(dirname(file), source);
  const path = [`${base}.ts`, base, `${base}.d.ts`].find(existsSync);
  return path ? { found: true, path } : { found: false };
};
