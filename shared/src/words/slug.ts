import { plainWords } from './plain-words';

/** A name in an address, `/s/oak-street-fridge`: small Latin letters, digits and single hyphens, 2 to 60 characters. */
export type Slug = string;

export const longestSlug = 60;

export function isSlug(text: unknown): text is Slug {
  return (
    typeof text === 'string' &&
    text.length >= 2 &&
    text.length <= longestSlug &&
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
  );
}

/** The slug that a name suggests; of a name in another script, `fallback`. */
export function slugOf(name: string, fallback: Slug): Slug {
  let slug = '';
  for (const word of plainWords(name)) {
    if (!/^[a-z0-9]+$/.test(word)) continue;
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > longestSlug - 4) break;
    slug = longer;
  }
  return isSlug(slug) ? slug : fallback;
}
