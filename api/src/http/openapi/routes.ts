import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ModulesContainer } from '@nestjs/core';
import { type Door, doorKey, pageKey } from '../doors';

/** One call of the API, as its controller declares it. */
export interface Route {
  /** `Controller_method`. */
  readonly name: string;
  readonly room: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters as `{id}`. */
  readonly path: string;
  readonly parameters: readonly string[];
  readonly status: number;
  /** A page for people, which is no call of the API. */
  readonly isPage: boolean;
  /** Undefined for a route that nobody opened. */
  readonly door: Door | undefined;
  readonly body: (new () => object) | undefined;
  readonly query: (new () => object) | undefined;
}

type Handler = (...args: unknown[]) => unknown;
type Argument = { index: number; data?: unknown };

/** Gives something that Nest has made, as `app.get` does. */
export type Getter = <T>(token: Type<T>) => T;

/** Every call of the API, in the order of its path. */
export function routesOf(get: Getter): Route[] {
  const controllers = [...get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOfController(metatype) : []))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function routesOfController(controller: { name: string; prototype?: unknown }): Route[] {
  const prototype = controller.prototype as Record<string, Handler>;
  const base = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
  const isPage = Reflect.getMetadata(pageKey, controller) === true;
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const handler = prototype[key];
    const verb = handler
      ? (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined)
      : undefined;
    if (handler === undefined || verb === undefined) return [];
    const method = RequestMethod[verb].toLowerCase() as Route['method'];
    const { path, parameters } = readPath([
      isPage ? '' : 'api',
      base,
      String(Reflect.getMetadata(PATH_METADATA, handler) ?? ''),
    ]);
    const read = (type: RouteParamtypes) => requestClass(controller, prototype, key, type);
    return {
      name: `${controller.name}_${key}`,
      room: controller.name.replace(/Controller$/, ''),
      method,
      path,
      parameters,
      isPage,
      status:
        (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ??
        (method === 'post' ? 201 : 200),
      door: (Reflect.getMetadata(doorKey, handler) ?? Reflect.getMetadata(doorKey, controller)) as
        Door | undefined,
      body: read(RouteParamtypes.BODY),
      query: read(RouteParamtypes.QUERY),
    };
  });
}

function readPath(parts: string[]): { path: string; parameters: string[] } {
  const parameters: string[] = [];
  const joined = parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
  // `:id` and `:id(pattern)` as Fastify writes them.
  const path = joined.replace(/:(\w+)(\([^)]*\))?/g, (_, name: string) => {
    parameters.push(name);
    return `{${name}}`;
  });
  return { path: `/${path}`, parameters };
}

function requestClass(controller: object, prototype: object, key: string, type: RouteParamtypes) {
  const all = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, key) ?? {}) as Record<string, Argument>;
  const found = Object.entries(all).find(
    ([name, argument]) => name.startsWith(`${type}:`) && argument.data === undefined,
  );
  if (!found) return undefined;
  const types = Reflect.getMetadata('design:paramtypes', prototype, key) as unknown[];
  const metatype = types[found[1].index];
  return typeof metatype === 'function' && metatype !== Object ? (metatype as new () => object) : undefined;
}
