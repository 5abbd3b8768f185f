/** The first language of an Accept-Language header that is spoken here, by its weights; the first of `spoken` else. */
export function acceptedLanguage<L extends string>(
  header: string | undefined,
  spoken: readonly [L, ...L[]],
): L {
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
    const known = spoken.find((one) => one === language);
    if (known) return known;
  }
  return spoken[0];
}
