import type { ValidatorFn } from '@angular/forms';
import { validateSync } from 'class-validator';

/** The rules that failed, per field: `{ name: ['isWords'] }`. */
export type BrokenRules = Readonly<Record<string, readonly string[]>>;

/**
 * A form group's validator that runs the same request class as the server's door. `also` gives the fields that are not in
 * the form, such as the token of the link. The result stands under the error key `request`.
 */
export function requestRules<Request extends object>(
  requestClass: new () => Request,
  also: Partial<Request> = {},
): ValidatorFn {
  return (control) => {
    const broken = brokenRules(Object.assign(new requestClass(), control.value, also));
    return Object.keys(broken).length ? { request: broken } : null;
  };
}

/** The rules that a request object breaks, by top-level field. */
export function brokenRules(request: object): BrokenRules {
  return Object.fromEntries(
    validateSync(request, { forbidUnknownValues: true }).map((error) => [
      error.property,
      Object.keys(error.constraints ?? { nested: '' }),
    ]),
  );
}
