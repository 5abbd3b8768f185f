import { plainWords } from '@shared/words/plain-words';
import { slipsBetween } from '@shared/words/match-words';
import { kindsOfGoods, sameGoods } from './same-goods';

/** What a text says of goods, in words that mean the same in every text. */
export interface GoodsWords {
  /** Goods that the table knows by one of their names, as its first name, and other words as they are. */
  readonly things: readonly string[];
  /** Numbers such as the size of diapers; not amounts. */
  readonly numbers: readonly string[];
  /** True for what comes in cans. */
  readonly canned: boolean;
}

const cans = new Set(['can', 'canned', 'tin', 'tinned', 'lata', 'enlatado', 'enlatada', 'conserva']);

/** What says how goods are packed or for whom, and what every sentence has. */
const passing = new Set(
  (
    'a an the of in on for with without any other all most some more please need needed not if possible preferred ' +
    'especially eg etc ie such as like type size sized litre liter ltr l ml g kg gram oz lb pack packet box jar bottle ' +
    'carton sachet tube pouch bag multipack multi small large medium big good strong individual dried dry loose fresh ' +
    'sliced adult child children kid men man women woman male female s aged month year long life longlife uht semi skimmed ' +
    'full fat free gluten spray roll stick block vegetarian vegan own brand new different various mixed assorted normal plain item product ' +
    'de del la el los las un una en para con sin por frasco bolsa caja paquete sobre granel talla nuevo nueva pieza par'
  ).split(' '),
);

const between = new Set(['and', 'or', 'y', 'o', 'u', 'plus']);

/** One form for singular and plural: for comparing, not for reading. */
export function stem(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(o|ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

const stems = (text: string) => plainWords(text).map(stem);

/** Every name in the table, stemmed, and the first name of its line. */
const meanings = new Map<string, string>();
for (const line of sameGoods) {
  const names = line.split(',').map((name) => name.trim());
  for (const name of names) meanings.set(stems(name).join(' '), names[0] as string);
}
const kinds = new Map<string, readonly string[]>();
for (const [names, members] of kindsOfGoods) {
  const [first = '', ...others] = names.split(',').map((name) => stems(name).join(' '));
  const kind = meanings.get(first) ?? first;
  for (const name of [first, ...others]) if (!meanings.has(name)) meanings.set(name, kind);
  kinds.set(
    kind,
    members.split(',').map((member) => meanings.get(stems(member).join(' ')) ?? member.trim()),
  );
}
const longestName = Math.max(...[...meanings.keys()].map((name) => name.split(' ').length));
const singleWords = [...meanings.keys()].filter((name) => name.length >= 5 && !name.includes(' '));

/** What a general word stands for, the likelier first; nothing for what is not general. */
export function membersOf(thing: string): readonly string[] {
  return kinds.get(thing) ?? [];
}

/** Whether the table knows this word. */
export function isKnown(thing: string): boolean {
  return known.has(thing);
}
const known = new Set(meanings.values());

/**
 * The parts of a text such as "tea / coffee" or "soap and shampoo". Parts that name nothing are left out.
 * @param mayBeMistyped takes a word that is close to one in the table for that one.
 */
export function goodsNamed(text: string, mayBeMistyped = true): GoodsWords[] {
  const marked = withoutBath(text)
    .replace(/&/g, ' and ')
    .replace(/[/;,()+:]|\s[–-]\s(?!size)/gi, ' 0x7c ');
  const parts: { things: string[]; numbers: string[]; canned: boolean }[] = [];
  let part = { things: [] as string[], numbers: [] as string[], canned: false };
  const close = () => {
    if (part.things.length > 0) parts.push(part);
    // "Diapers, size 5": a number by itself belongs to what stood before it.
    else parts.at(-1)?.numbers.push(...part.numbers);
    // "Tinned potatoes and carrots": both are.
    part = { things: [], numbers: [], canned: part.canned && part.things.length > 0 };
  };
  const words = stems(marked);
  for (let at = 0; at < words.length;) {
    const name = longestNameAt(words, at);
    if (name) {
      part.things.push(name.thing);
      if (words.slice(at, at + name.length).some((word) => cans.has(word))) part.canned = true;
      at += name.length;
      continue;
    }
    const word = words[at++] as string;
    if (word === '0x7c' || between.has(word)) close();
    else if (cans.has(word)) part.canned = true;
    else if (/^\d+$/.test(word)) part.numbers.push(word);
    else if (!passing.has(word) && !/\d/.test(word)) part.things.push(mayBeMistyped ? meantBy(word) : word);
  }
  close();
  return parts;
}

/** Without what goods lie in: tuna in water is no water. */
function withoutBath(text: string): string {
  return text.replace(/ (in|en) (water|agua|oil|aceite|juice|jugo)\b/gi, '');
}

function longestNameAt(words: readonly string[], at: number): { thing: string; length: number } | null {
  for (let length = Math.min(longestName, words.length - at); length > 0; length--) {
    const thing = meanings.get(words.slice(at, at + length).join(' '));
    if (thing !== undefined) return { thing, length };
  }
  return null;
}

/** What a mistyped word was to be, when it is close to one that the table knows. */
function meantBy(word: string): string {
  if (word.length < 5) return word;
  const most = word.length < 8 ? 1 : 2;
  let best: { thing: string; slips: number } | null = null;
  for (const name of singleWords) {
    const slips = name[0] === word[0] ? slipsBetween(word, name, most) : most + 1;
    if (slips <= most && slips < (best?.slips ?? Infinity)) {
      best = { thing: meanings.get(name) as string, slips };
    }
  }
  return best?.thing ?? word;
}
