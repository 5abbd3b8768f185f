import { v7 as newId } from 'uuid';
import { openToStrangers } from '../support/neighbour';
import { pdfText, type Picture, readSymbols, renderPdf } from '../support/read-symbols';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the poster of a site', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server.close());

  const made = async (name: string, slug: string, more: Parameters<typeof openToStrangers>[3] = {}) => {
    const { body } = await server.organizer.post<{ id: string }>('/api/v1/sites', { name, kind: 'fridge' });
    await openToStrangers(server, body.id, slug, more);
    return body.id;
  };
  const drawn = async (id: string, paper: string) => {
    const answer = await fetch(`${server.address}/api/v1/sites/${id}/poster.pdf?paper=${paper}`, {
      headers: { authorization: `Bearer ${server.organizer.token ?? ''}` },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return new Uint8Array(await answer.arrayBuffer());
  };

  it.each([
    ['a4', 1191, 1684],
    ['letter', 1224, 1584],
  ])('is one sheet of %s, whose code leads to the public page', async (paper, width, height) => {
    const id = await made(`Oak Street ${paper}`, `oak-${paper}`, {
      acceptsNote: 'Fruit, bread, milk',
      hoursNote: 'Always open',
    });
    const pdf = await drawn(id, paper);
    const [picture, ...more] = await renderPdf(pdf, 144);
    expect([picture?.width, picture?.height, more.length]).toEqual([width, height, 0]);
    const text = await pdfText(pdf);
    for (const words of [
      ...[`Oak Street ${paper}`, 'Take what you need', 'Toma lo que necesites'],
      ...['Fruit, bread, milk', 'Leche cruda'],
    ])
      expect(text).toContain(words);
    const symbols = await readSymbols(picture as Picture);
    expect(symbols.map((symbol) => symbol.text)).toEqual([`${server.address}/s/oak-${paper}`]);
  });

  it('holds long words and other scripts', async () => {
    const id = await made('مطبخ الحي '.repeat(6).trim(), 'kitchen', {
      acceptsNote: 'Vegetables and bread '.repeat(14).trim(),
      helpNote: null,
      hoursNote: 'Every day '.repeat(29).trim(),
    });
    expect(await pdfText(await drawn(id, 'letter'))).toContain('Please do not leave');
  });

  it('is for members, of their own sites', async () => {
    expect((await server.organizer.get(`/api/v1/sites/${newId()}/poster.pdf`)).status).toBe(404);
    const id = await made('Elm Street', 'elm');
    expect((await server.nobody.get(`/api/v1/sites/${id}/poster.pdf`)).status).toBe(401);
    expect((await server.organizer.get(`/api/v1/sites/${id}/poster.pdf?paper=a5`)).status).toBe(422);
  });
});
