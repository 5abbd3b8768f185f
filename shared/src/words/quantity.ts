/** The base units of items. Quantities are whole numbers of them; kilograms, pounds and litres are how people see them. */
export const units = ['each', 'g', 'ml'] as const;
export type Unit = (typeof units)[number];

/** The most that one line may say, in base units: a thousand tonnes of rice. */
export const largestQuantity = 1_000_000_000;

/** True for a whole number of base units that a line may carry, 1 to {@link largestQuantity}. */
export function isQuantity(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= largestQuantity;
}
