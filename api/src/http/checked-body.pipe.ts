import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import { type FieldError, Problem } from '@shared/words/problem';
import { requestOf, unknownField } from './request-of';

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object]);

/** A request class that can tell faster than its rules do that a body breaks none of them; false when in doubt. */
interface QuicklyChecked {
  isSurelyValid(body: object): boolean;
}

/** Checks a body or query against its request class; unknown fields are refused. */
@Injectable()
export class CheckedBodyPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (!metatype || builtIn.has(metatype) || type === 'custom' || type === 'param') return value;
    // No body at all says as little as an empty one.
    if (value === undefined) value = {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Problem('invalid', 'The body must be a JSON object.', []);
    }
    if ((metatype as Partial<QuicklyChecked>).isSurelyValid?.(value)) return value;
    const { request, errors: unreadable } = requestOf(metatype as new () => object, value);
    if (unreadable.length > 0) throw new Problem('invalid', undefined, unreadable.slice(0, 100));
    const errors = validateSync(request, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
    });
    if (errors.length > 0) throw new Problem('invalid', undefined, fieldErrors(errors, ''));
    return request;
  }
}

function fieldErrors(errors: readonly ValidationError[], above: string): FieldError[] {
  return errors.slice(0, 100).flatMap((error) => {
    const index = /^\d+$/.test(error.property);
    const path = index
      ? `${above}[${error.property}]`
      : above
        ? `${above}.${error.property}`
        : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
      rule === 'whitelistValidation' ? unknownField(path, error.property) : { path, code: rule, message },
    );
    return [...own, ...fieldErrors(error.children ?? [], path)];
  });
}
