import { sourcesUnder } from './web-sources';

type Messages = ReadonlyMap<string, string>;

/** A language's messages by full key, `people.join.send`. */
export function messagesOf(language: string): Messages {
  return new Map(
    sourcesUnder(`web/src/i18n/${language}`, ['.json']).flatMap(({ path, text }) => {
      const room = path.replace(/^.*\/|\.json$/g, '');
      return [...leaves(room, JSON.parse(text) as unknown)];
    }),
  );
}

/** The messages of the public pages, which the server writes, by full key. */
export function publicMessagesOf(language: string): Messages {
  const [file] = sourcesUnder('api/src/neighbours/messages', [`${language}.json`]);
  return new Map([...leaves('', JSON.parse(file?.text ?? '{}') as unknown)]);
}

function* leaves(key: string, value: unknown): Generator<[string, string]> {
  if (typeof value === 'string') yield [key, value];
  else
    for (const [name, inner] of Object.entries(value as object))
      yield* leaves(key ? `${key}.${name}` : name, inner);
}
