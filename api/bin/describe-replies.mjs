import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import { root } from './ensure-installed.mjs';

const source = join(root, 'api', 'src');

/**
 * Reads from the controllers' own source what exists no more when they run: the sentence above each call and the types of
 * its requests and its reply, as JSON Schema. Writes `dist/api/replies.json`, which the OpenAPI document is completed with.
 * @throws Error when a call has no sentence or no type for its reply.
 */
export function describeReplies() {
  const calls = controllerFiles().flatMap(callsOf);
  const lacking = calls.filter((call) => !call.summary || !call.type);
  if (lacking.length > 0) {
    throw new Error(
      `A comment and a reply type are missing at: ${lacking.map((call) => call.name).join(', ')}`,
    );
  }
  const folder = join(root, 'dist', 'api');
  mkdirSync(folder, { recursive: true });
  const types = join(folder, 'replies.ts');
  writeFileSync(types, typesFile(calls));
  const { definitions } = createGenerator({
    path: types,
    tsconfig: join(root, 'api', 'tsconfig.json'),
    type: '*',
    expose: 'export',
    jsDoc: 'extended',
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema('*');
  const summaries = Object.fromEntries(calls.map(({ name, summary }) => [name, summary]));
  writeFileSync(join(folder, 'replies.json'), JSON.stringify({ summaries, definitions }));
}

function controllerFiles() {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.controller.ts'))
    .sort()
    .map((name) => join(source, name));
}

function callsOf(file) {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const imports = tree.statements.filter(ts.isImportDeclaration).map((node) => absoluteImport(node, file));
  return tree.statements.filter(ts.isClassDeclaration).flatMap((owner) =>
    owner.members
      .filter((member) => ts.isMethodDeclaration(member) && ts.getDecorators(member)?.length)
      .map((method) => ({
        name: `${owner.name.text}_${method.name.getText()}`,
        summary: ts
          .getJSDocCommentsAndTags(method)
          .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
          .join(' ')
          .trim(),
        requests: method.parameters.filter(isRequest).map((parameter) => parameter.type?.getText() ?? ''),
        type: replyType(method.type?.getText()),
        imports,
      })),
  );
}

/** The type that a caller reads: without the promise, and `void` for files and streams, which are no JSON. */
function replyType(text) {
  return (
    text
      ?.replace(/^Promise<([\s\S]*)>$/, '$1')
      // JSON that PostgreSQL wrote reads like what it stands for.
      .replace(/^(?:JsonText|CompressibleJson)<([\s\S]*)>$/, '$1')
      .split(/\s*\|\s*(?![^<{]*[>}])/)
      .map((part) => (/^(Readable|StreamableFile|Buffer|Uint8Array)$/.test(part) ? 'void' : part))
      .filter((part, _at, parts) => part !== 'void' || parts.length === 1)
      .join(' | ')
  );
}

/** A body or a query: a class that says what it may hold. */
function isRequest(parameter) {
  const names = (ts.getDecorators(parameter) ?? []).map(({ expression }) => expression.expression?.getText());
  return (
    names.some((name) => name === 'Body' || name === 'Query') &&
    /^[A-Z]/.test(parameter.type?.getText() ?? '')
  );
}

function absoluteImport(node, file) {
  const from = node.moduleSpecifier.text;
  const path = from.startsWith('.') ? `@api/${relative(source, join(dirname(file), from))}` : from;
  const names = node.importClause?.namedBindings;
  if (!names || !ts.isNamedImports(names)) return '';
  return { path, names: names.elements.map((element) => element.name.text) };
}

/** A module that exports the reply of each call under the call's name. */
function typesFile(calls) {
  const wanted = new Map();
  for (const { type, requests, imports } of calls) {
    const used = [type, ...requests].join(' ');
    for (const { path, names } of imports.filter(Boolean)) {
      for (const name of names.filter((one) => new RegExp(`\\b${one}\\b`).test(used))) {
        wanted.set(name, path);
      }
    }
  }
  const lines = [...wanted].map(([name, path]) => `import type { ${name} } from '${path}';`);
  const replies = calls
    .filter(({ type }) => type !== 'void')
    .map(({ name, type }) => `export type ${name} = ${type};`);
  const requests = [...new Set(calls.flatMap((call) => call.requests))].map(
    (name) => `export type Request_${name} = ${name};`,
  );
  return [...lines, ...replies, ...requests, ''].join('\n');
}
