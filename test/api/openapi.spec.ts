import type { OpenApiController } from '@api/http/openapi/openapi.controller';
import { startTestApp, type TestApp } from '../support/test-app';

type Document = ReturnType<OpenApiController['openApi']> & {
  paths: Record<
    string,
    Record<string, { summary: string; responses: Record<string, unknown>; 'x-role'?: string }>
  >;
  components: { schemas: Record<string, { properties?: Record<string, Record<string, unknown>> }> };
};

describe('the description of the API', () => {
  let server: TestApp;
  let document: Document;

  beforeAll(async () => {
    server = await startTestApp();
    document = (await server.nobody.get<Document>('/api/openapi.json')).body;
  });

  afterAll(() => server.close());

  it('names every call with a sentence, a role and a reply', () => {
    expect(document['openapi']).toBe('3.1.0');
    const calls = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) expect(call.summary).toMatch(/^[A-Z].*\.$/s);
    expect(document.paths['/api/v1/invites']?.['post']?.['x-role']).toBe('organizer');
    expect(document.paths['/api/v1/members/{id}']?.['patch']?.responses).toHaveProperty('200');
  });

  it('tells the rules that bodies are checked against', () => {
    const properties = document.components.schemas['MakeInvite']?.properties;
    expect(properties?.['maxUses']).toMatchObject({ type: 'integer', minimum: 1, maximum: 1000 });
    expect(properties?.['role']).toMatchObject({ enum: ['volunteer', 'steward', 'organizer'] });
    expect(document.components.schemas['SetUpGroup']?.properties?.['name']).toMatchObject({ maxLength: 60 });
    expect(document.components.schemas['RecordMovements']?.properties?.['movements']).toMatchObject({
      maxItems: 500,
    });
  });

  it('refers to nothing that it does not define', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toContain('#/definitions/');
  });

  it('can be read as a page without a script', async () => {
    const page = await server.nobody.get<string>('/api/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.body).toContain('POST /api/v1/movements');
    expect(page.body).not.toMatch(/<script| style=| on\w+=/);
  });
});
