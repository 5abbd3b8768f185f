import { csvLine } from './csv-line';

describe('csvLine', () => {
  it('quotes what needs it and doubles quotes', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', '', null, 3, -2.5, true])).toBe(
      'a,"b,c","say ""hi""","two\nlines",,,3,-2.5,true\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =1'])('keeps %j from being run as a formula', (text) => {
    expect(csvLine([text])).toBe(`'${text}\r\n`);
  });
});
