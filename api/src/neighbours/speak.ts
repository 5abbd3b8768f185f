import { type PublicLanguage, publicLanguages } from '@shared/sites/public-site.contract';
import en from './messages/en.json';
import es from './messages/es.json';

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Each language with its messages and the way it is written. Another one is a file more, and a line here. */
const spoken: Record<PublicLanguage, { readonly messages: Catalogue; readonly direction: 'ltr' | 'rtl' }> = {
  en: { messages: en, direction: 'ltr' },
  es: { messages: es, direction: 'ltr' },
};

/** Says things in one language. Names of items and places are said as people wrote them. */
export interface Speaker {
  readonly language: PublicLanguage;
  readonly direction: 'ltr' | 'rtl';
  /** The message of a key such as `site.needed`, with its placeholders filled in. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** The same for a key whose plural forms are `key.one` and `key.other`. */
  readonly plural: (key: string, count: number) => string;
  /** "3 hours ago", in the largest unit that fits. */
  readonly ago: (at: Date, now: Date) => string;
  /** The same of what is known by the full hour alone. */
  readonly hoursAgo: (at: Date, now: Date) => string;
  readonly weekday: (weekday: number) => string;
  /** "9:00 AM" or "9:00", of `09:00`. */
  readonly time: (clock: string) => string;
  readonly number: (value: number) => string;
  readonly day: (at: Date, timeZone: string) => string;
}

const speakers = new Map<PublicLanguage, Speaker>();

export function speakerOf(language: PublicLanguage): Speaker {
  const known = speakers.get(language);
  if (known) return known;
  const made = newSpeaker(language);
  speakers.set(language, made);
  return made;
}

/** What each language calls itself, for choosing. */
export function languageNames(): { readonly language: PublicLanguage; readonly name: string }[] {
  return publicLanguages.map((language) => ({ language, name: speakerOf(language).say('languageName') }));
}

function newSpeaker(language: PublicLanguage): Speaker {
  const { messages, direction } = spoken[language];
  const plurals = new Intl.PluralRules(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(language);
  const say: Speaker['say'] = (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Catalogue | undefined>(
        (at, part) => (typeof at === 'object' ? at[part] : undefined),
        messages,
      );
    if (typeof found !== 'string') throw new Error(`There is no message ${key} in ${language}.`);
    return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
  return {
    language,
    direction,
    say,
    plural: (key, count) => say(`${key}.${plurals.select(count) === 'one' ? 'one' : 'other'}`, { count }),
    ago: (at, now) => {
      const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
      if (minutes < 60) return relative.format(-minutes, 'minute');
      if (minutes < 36 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
      return relative.format(-Math.round(minutes / 1440), 'day');
    },
    hoursAgo: (at, now) => {
      const hours = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 3_600_000));
      return hours < 36 ? relative.format(-hours, 'hour') : relative.format(-Math.round(hours / 24), 'day');
    },
    weekday: (weekday) => weekdays.format(new Date(Date.UTC(2024, 0, weekday))),
    time: (text) => {
      const [hours = 0, minutes = 0] = text.split(':').map(Number);
      return clock.format(new Date(Date.UTC(2024, 0, 1, hours % 24, minutes)));
    },
    number: (value) => number.format(value),
    day: (at, timeZone) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at),
  };
}
