interface Operation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly 'x-role'?: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; description?: string }[];
  readonly requestBody?: { content: Record<string, { schema: unknown }> };
  readonly responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

/** The OpenAPI document as a page to read: plain HTML, no script. */
export function docsPage(document: Record<string, unknown>, nonce: string): string {
  const paths = document['paths'] as Record<string, Record<string, Operation>>;
  const components = document['components'] as { schemas: Record<string, { description?: string }> };
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const rooms = [...new Set(calls.map(({ operation }) => operation.tags[0] ?? ''))].sort();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Commonshelf API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style nonce="${nonce}">${style}</style></head><body><main>
<h1>Commonshelf API</h1>
<p>Ids are UUIDs made by the sender, instants are ISO 8601 with an offset, quantities whole base units. Problems are
<code>application/problem+json</code>. The same as data: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Rooms"><ul>${rooms.map((room) => `<li><a href="#${escaped(room)}">${escaped(room)}</a></li>`).join('')}</ul></nav>
${rooms
  .map((room) =>
    section(
      room,
      calls.filter(({ operation }) => operation.tags[0] === room),
    ),
  )
  .join('\n')}
<h2 id="types">Types</h2>
${Object.entries(components.schemas).map(type).join('\n')}
</main></body></html>`;
}

function section(
  room: string,
  calls: readonly { path: string; method: string; operation: Operation }[],
): string {
  return `<h2 id="${escaped(room)}">${escaped(room)}</h2>${calls.map(call).join('')}`;
}

function call({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = operation.parameters
    .map(
      (p) =>
        `<li><code>${escaped(p.name)}</code> (${p.in}${p.required ? '' : ', optional'}) ${escaped(p.description ?? '')}</li>`,
    )
    .join('');
  const body = operation.requestBody ? `<p>Body: ${names(operation.requestBody)}</p>` : '';
  const replies = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .map(([status, reply]) => `<p>Reply ${status}: ${names(reply)}</p>`)
    .join('');
  return `<article><h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3>
<p>${escaped(operation.summary)} <em>${escaped(operation['x-role'] ?? 'public')}</em></p>${parameters ? `<ul>${parameters}</ul>` : ''}${body}${replies}</article>`;
}

function type([name, schema]: [string, { description?: string }]): string {
  return `<details id="type-${escaped(name)}"><summary><code>${escaped(name)}</code> ${escaped(schema.description ?? '')}</summary>
<pre tabindex="0">${linked(schema)}</pre></details>`;
}

function names(holder: { content?: Record<string, { schema: unknown }> }): string {
  const content = Object.values(holder.content ?? {})[0];
  return content ? `<code>${linked(content.schema)}</code>` : 'nothing to read';
}

function linked(schema: unknown): string {
  return escaped(JSON.stringify(schema, null, 2)).replace(
    /\{\s*&quot;\$ref&quot;: &quot;#\/components\/schemas\/([\w.-]+)&quot;\s*\}/g,
    '<a href="#type-$1">$1</a>',
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const style = `body{font:1rem/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}
code,pre{font:.9rem/1.4 ui-monospace,monospace}pre{overflow:auto}article{border-block-start:1px solid #8888;padding-block:.5rem}
h3{margin:0;overflow-wrap:anywhere}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}summary{padding-block:.25rem}`;
