import { registerDecorator, type ValidationOptions } from 'class-validator';
import { isDay, isTimeZone } from '@shared/words/day';
import { isId } from '@shared/words/id';
import { isInstant } from '@shared/words/instant';
import { isWords } from '@shared/words/text';

function rule(
  name: string,
  holds: (value: unknown) => boolean,
  sentence: string,
  constraints: unknown[] = [],
) {
  return (options?: ValidationOptions): PropertyDecorator =>
    (target, propertyName) => {
      registerDecorator({
        name,
        target: target.constructor,
        propertyName: propertyName as string,
        constraints,
        ...(options ? { options } : {}),
        validator: { validate: holds, defaultMessage: () => `$property ${sentence}` },
      });
    };
}

export const IsId = rule('isId', isId, 'must be a UUID');
export const IsInstant = rule('isInstant', isInstant, 'must be an ISO 8601 instant with an offset');
export const IsInstantOrDay = rule(
  'isInstantOrDay',
  (value) => isInstant(value) || isDay(value),
  'must be an ISO 8601 instant with an offset, or a day, YYYY-MM-DD',
);
export const IsDay = rule('isDay', isDay, 'must be a day that exists, YYYY-MM-DD');
export const IsTimeZoneName = rule(
  'isTimeZoneName',
  isTimeZone,
  'must be a time zone name such as America/New_York',
);

/** Text that people wrote, as {@link isWords} says, at most `most` characters. */
export function IsWords(most: number, options?: ValidationOptions): PropertyDecorator {
  return rule(
    'isWords',
    (value) => isWords(value, most),
    `must be text of 1 to ${most} characters, with something to see and without control characters`,
    [most],
  )(options);
}
