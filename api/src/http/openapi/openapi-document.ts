import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { type ProblemCode, problems } from '@shared/words/problem';
import { type Getter, type Route, routesOf } from './routes';

type Schema = Record<string, unknown>;

/** What the build read from the controllers' source: sentences, and types as JSON Schema. */
interface Described {
  readonly summaries: Record<string, string>;
  readonly definitions: Record<string, Schema>;
}

/**
 * The OpenAPI 3.1 document. Routes, roles and rules come from the running controllers and request classes, sentences and
 * reply types from their source by way of the build.
 */
export function openApiDocument(get: Getter): Record<string, unknown> {
  const described = readDescribed();
  const rules = validatorSchemas();
  const schemas = Object.fromEntries(
    Object.entries(described.definitions)
      .filter(([name]) => !isAlias(name))
      .map(([name, schema]) => [schemaName(name), withRules(renamed(schema), rules[name])]),
  );
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routesOf(get).filter(({ isPage }) => !isPage))
    (paths[route.path] ??= {})[route.method] = operation(route, described);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Commonshelf',
      version: '1',
      description:
        'Inventory and distribution for free stores and community fridges. Quantities are whole base units.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { ...schemas, Problem: problemSchema },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session token, or an API token of an organizer.',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'commonshelf_session' },
      },
    },
  };
}

function operation(route: Route, described: Described): Schema {
  const reply = described.definitions[route.name];
  return {
    operationId: route.name,
    summary: described.summaries[route.name] ?? route.name,
    tags: [route.room],
    ...(route.door === 'public'
      ? { security: [] }
      : { security: [{ bearer: [] }, { cookie: [] }], 'x-role': route.door ?? 'nobody' }),
    parameters: [...route.parameters.map(pathParameter), ...queryParameters(route, described)],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference(route.body.name) } },
          },
        }
      : {}),
    responses: {
      [route.status]: {
        description: 'Done.',
        ...(reply ? { content: { 'application/json': { schema: renamed(reply) } } } : {}),
      },
      default: {
        description: 'A problem, in words.',
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
  };
}

function pathParameter(name: string): Schema {
  const schema = /^id$|Id$/.test(name) ? { type: 'string', format: 'uuid' } : { type: 'string' };
  return { name, in: 'path', required: true, schema };
}

function queryParameters(route: Route, described: Described): Schema[] {
  const schema = route.query ? described.definitions[route.query.name] : undefined;
  const properties = (schema?.['properties'] ?? {}) as Record<string, Schema>;
  const required = (schema?.['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...type } = renamed(property);
    return {
      name,
      in: 'query',
      required: required.includes(name),
      schema: type,
      ...(description ? { description } : {}),
    };
  });
}

const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(problems) satisfies string[] as ProblemCode[] },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** The rules of the request classes as JSON Schema, by class name. */
function validatorSchemas(): Record<string, Schema> {
  const format = (name: string) => () => ({ type: 'string' as const, format: name });
  return validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
    additionalConverters: {
      isId: format('uuid'),
      isDay: format('date'),
      isInstant: format('date-time'),
      isTimeZoneName: format('time-zone'),
      isWords: (meta) => ({ type: 'string', minLength: 1, maxLength: Number(meta.constraints?.[0]) }),
    },
  }) as Record<string, Schema>;
}

/** A schema from the type, narrowed by what its class checks. */
function withRules(schema: Schema, rules: Schema | undefined): Schema {
  if (!rules) return schema;
  const checked = (rules['properties'] ?? {}) as Record<string, Schema>;
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(
    ([name, property]) => {
      const { type, $ref, items, ...more } = checked[name] ?? {};
      const whole = type === 'integer' && property['type'] === 'number' ? { type } : {};
      void [$ref, items];
      // JSON Schema 2020-12, which OpenAPI 3.1 speaks, allows rules beside a $ref.
      return [name, { ...property, ...whole, ...more }];
    },
  );
  return { ...schema, properties: Object.fromEntries(properties) as Schema };
}

/** Names that the build made up for the types of calls. */
function isAlias(name: string): boolean {
  return name.startsWith('Request_') || /Controller_\w+$/.test(name);
}

function schemaName(name: string): string {
  return name.replace(/[^\w.-]+/g, '_').replace(/_+$/, '');
}

function renamed(schema: Schema): Schema {
  const text = JSON.stringify(schema).replace(
    /"#\/definitions\/([^"]+)"/g,
    (_, name: string) => `"#/components/schemas/${schemaName(decodeURIComponent(name))}"`,
  );
  return JSON.parse(text) as Schema;
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function readDescribed(): Described {
  // Beside the bundled program; from the sources (tests), where the build leaves it.
  const places = [join(__dirname, 'replies.json'), join(__dirname, '../../../../dist/api/replies.json')];
  const found = places.find((place) => existsSync(place));
  return found ? (JSON.parse(readFileSync(found, 'utf8')) as Described) : { summaries: {}, definitions: {} };
}
