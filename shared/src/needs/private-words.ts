/** What neighbours should not leave behind: how to reach somebody, or who they are. */
export type PrivateKind = 'email' | 'phone' | 'handle' | 'name';

const email = /[^\s@]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[^\s@]{1,64}\.\p{L}{2,}/iu;
const handle = /(?:^|[\s(])@[\p{L}\p{N}_.]{2,}/u;
/** "My name is Rosa", "me llamo Rosa", "ask for Rosa": what follows begins with a capital. */
const introduced =
  /(?:\bmy name is|\bi am called|\bask for|\bthis is|\bme llamo|\bmi nombre es|\bpregunte(?:n)? por|\bpregunta por)\s+(\p{L}+)/iu;
const titled = /\b(?:Mr|Mrs|Ms|Sr|Sra|Srta|Don|Doña)\.?\s+\p{Lu}\p{Ll}+/u;

/**
 * What in a text looks like contact data or a name; null where nothing does. Sizes and amounts ("size 4", "2 x 500 ml",
 * "100-150 diapers") are no telephone numbers: those have 7 digits or more, in one run.
 */
export function privateKindIn(text: string): PrivateKind | null {
  if (email.test(text)) return 'email';
  if (handle.test(text)) return 'handle';
  for (const [run] of text.matchAll(/\+?\p{Nd}(?:[\s().\-/·]{0,3}\p{Nd})*/gu)) {
    if (run.replace(/\P{Nd}/gu, '').length >= 7) return 'phone';
  }
  const name = introduced.exec(text)?.[1];
  if ((name && /^\p{Lu}/u.test(name)) || titled.test(text)) return 'name';
  return null;
}

/** Whether a text leads to another site: what advertisers write, and neighbours hardly ever. */
export function leadsElsewhere(text: string): boolean {
  return /https?:|www\.|\b[\p{L}\p{N}-]{2,}\.(?:com|net|org|info|ru|cn|xyz|top|shop|site|online|io|co|biz|link|click)\b/iu.test(
    text,
  );
}
