import type { Day } from '@shared/words/day';
import { acceptedLanguage } from '@api/platform/accepted-language';

export const labelLanguages = ['en', 'es'] as const;
export type LabelLanguage = (typeof labelLanguages)[number];

/** The few words of our own that labels carry. Names are printed as people wrote them. */
const phrases: Record<LabelLanguage, { lot: string; useBy: string; bestBy: string; madeOn: string }> = {
  en: { lot: 'Lot', useBy: 'Use by', bestBy: 'Best by', madeOn: 'Made on' },
  es: {
    lot: 'Lote',
    useBy: 'Fecha de caducidad',
    bestBy: 'Consumir preferentemente antes del',
    madeOn: 'Hecho el',
  },
};

/** British order for English: "31 Jan 2027" cannot be taken for another day. */
const locales: Record<LabelLanguage, string> = { en: 'en-GB', es: 'es' };

export function labelPhrases(language: LabelLanguage) {
  const words = phrases[language];
  const format = new Intl.DateTimeFormat(locales[language], {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  });
  const dated = (phrase: string) => (day: Day) => `${phrase} ${format.format(new Date(`${day}T00:00:00Z`))}`;
  return {
    /** Any phrase before a day. */
    dated,
    lot: (code: string) => `${words.lot} ${code}`,
    useBy: dated(words.useBy),
    bestBy: dated(words.bestBy),
    madeOn: dated(words.madeOn),
  };
}

/** The first language of an Accept-Language header that labels speak. */
export function labelLanguage(header: string | undefined): LabelLanguage {
  return acceptedLanguage(header, labelLanguages);
}
