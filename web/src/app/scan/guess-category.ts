import type { CategoryReply, DirectoryProduct } from '@shared/catalog/catalog.contract';

/** The words of a text that say something: four letters or more, without a plural s. */
function wordsOf(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/(?<=\p{L}{3})s$/u, '')),
  );
}

/** The group's category that shares most words with what the directory says of a product; null when none shares any. */
export function guessCategory(
  product: DirectoryProduct | null,
  categories: readonly CategoryReply[],
): CategoryReply | null {
  if (!product) return null;
  const said = wordsOf(`${product.category ?? ''} ${product.name}`);
  let best: CategoryReply | null = null;
  let most = 0;
  for (const category of categories) {
    const shared = [...wordsOf(category.name)].filter((word) => said.has(word)).length;
    if (shared > most) [best, most] = [category, shared];
  }
  return best;
}
