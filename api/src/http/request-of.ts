import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { FieldError } from '@shared/words/problem';

type RequestClass = new () => object;

/** A request as an object of its class, and what of it cannot be one. */
export interface RequestRead {
  readonly request: object;
  readonly errors: readonly FieldError[];
}

/**
 * Makes a request of its class from JSON or a query, as deep as `@Type` says and no deeper: what a class leaves open stays
 * as it was sent, however deep it is and whatever its fields are called. A caller's words decide nothing here.
 */
export function requestOf(target: RequestClass, sent: object, above = ''): RequestRead {
  const request = new target();
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(sent)) {
    const path = above ? `${above}.${name}` : name;
    // No class has a field called `constructor` or `__proto__`, and on an object they would mean something else.
    if (name in Object.prototype) errors.push(unknownField(path, name));
    else {
      const read = typed(target, name, value, path);
      errors.push(...read.errors);
      (request as Record<string, unknown>)[name] = read.value;
    }
  }
  return { request, errors };
}

export function unknownField(path: string, name: string): FieldError {
  return { path, code: 'unknown_field', message: `There is no field "${name.slice(0, 60)}" here.` };
}

interface Typed {
  readonly value: unknown;
  readonly errors: readonly FieldError[];
}

function typed(target: RequestClass, name: string, value: unknown, path: string): Typed {
  const facts = defaultMetadataStorage.findTypeMetadata(target, name);
  if (!facts || value === null || value === undefined) return { value, errors: [] };
  const type = facts.typeFunction() as RequestClass | NumberConstructor;
  if (type === Number) return { value: Number(value), errors: [] };
  const one = (sent: unknown, at: string): Typed => {
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
      return { value: sent, errors: [{ path: at, code: 'isObject', message: `${name} must be an object` }] };
    }
    const { request, errors } = requestOf(type as RequestClass, sent, at);
    return { value: request, errors };
  };
  if (facts.reflectedType !== Array) return one(value, path);
  // What should be a list and is none is for the rule on the field to say.
  if (!Array.isArray(value)) return { value, errors: [] };
  const all = value.map((element, at) => one(element, `${path}[${at}]`));
  return { value: all.map((each) => each.value), errors: all.flatMap((each) => each.errors) };
}
