import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type FieldError, Problem } from '@shared/words/problem';

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
    const request: unknown = plainToInstance(metatype as new () => object, value, {
      // Query values arrive as text; a request class for a query says with @Type what it wants.
      enableImplicitConversion: false,
    });
    const errors = validateSync(request as object, {
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
      rule === 'whitelistValidation'
        ? { path, code: 'unknown_field', message: `There is no field "${error.property.slice(0, 60)}" here.` }
        : { path, code: rule, message },
    );
    return [...own, ...fieldErrors(error.children ?? [], path)];
  });
}
