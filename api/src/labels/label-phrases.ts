import type { Day } from '@shared/words/day';

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
    lot: (code: string) => `${words.lot} ${code}`,
    useBy: dated(words.useBy),
    bestBy: dated(words.bestBy),
    madeOn: dated(words.madeOn),
  };
}

/** The first language of an Accept-Language header that labels speak, by its weights; English else. */
export function acceptedLanguage(header: string | undefined): LabelLanguage {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight), at };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  for (const { language } of wanted) {
    const known = labelLanguages.find((spoken) => spoken === language);
    if (known) return known;
  }
  return 'en';
}
