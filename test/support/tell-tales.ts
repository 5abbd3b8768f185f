import { createHash } from 'node:crypto';

/** What a visitor's browser and connection say of them. None of it may stay, in any writing. */
export const visitor = {
  address: '203.0.113.77',
  agent: 'TellTaleBrowser/9.1',
  referer: 'https://telltale-referer.example/rosa',
  cookie: 'telltalecookie=rosa-was-here',
  language: 'es-BO;q=0.7, x-telltale-lang;q=0.3',
} as const;

/** The headers that say it. */
export const visitorHeaders: Record<string, string> = {
  'x-forwarded-for': visitor.address,
  'x-real-ip': visitor.address,
  forwarded: `for=${visitor.address}`,
  'user-agent': visitor.agent,
  referer: visitor.referer,
  cookie: visitor.cookie,
  'accept-language': visitor.language,
};

/** What stands in a photo beside the picture, and what its file is called. */
export const camera = { make: 'TellTaleCamera', file: 'IMG_TellTaleRosa.jpg' } as const;

/** What is recognized of each of them, wherever it turns up. */
const marks = [
  visitor.address,
  'TellTaleBrowser',
  'telltale-referer',
  'telltalecookie',
  'rosa-was-here',
  'x-telltale-lang',
  'es-BO',
  camera.make,
  'TellTaleRosa',
];

/** The same as bytes in a bytea column, and digests of an address that anybody can make again. */
const needles: readonly (readonly [string, string])[] = [
  ...marks.map((mark) => [mark, mark.toLowerCase()] as const),
  ...marks.map((mark) => [`${mark} as bytes`, Buffer.from(mark).toString('hex')] as const),
  ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) =>
    [visitor.address, visitor.agent].flatMap((mark) =>
      (['hex', 'base64', 'base64url'] as const).map((writing) => {
        const digest = createHash(name).update(mark).digest(writing);
        return [`${name} of ${mark} as ${writing}`, digest.slice(0, 16).toLowerCase()] as const;
      }),
    ),
  ),
];

/** Which of them are in a text, and of other words that must not be in it. */
export function toldIn(text: string, others: readonly string[] = []): string[] {
  const low = text.toLowerCase();
  return [...needles, ...others.map((word) => [word, word.toLowerCase()] as const)].flatMap(
    ([name, needle]) => (low.includes(needle) ? [name] : []),
  );
}
