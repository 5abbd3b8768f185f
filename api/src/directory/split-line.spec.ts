import { separatorOf, splitLine } from './split-line';

describe('splitting a line', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['a,,', ['a', '', '']],
    ['"a,1",b', ['a,1', 'b']],
    ['"a ""x"" b",c', ['a "x" b', 'c']],
    ['"",b', ['', 'b']],
    ['a,"b"', ['a', 'b']],
    ['a 5" pipe,b', ['a 5" pipe', 'b']],
    ['"a 5" pipe",b', ['a 5" pipe', 'b']],
    ['"a', null],
    ['a,"b,c', null],
    ['"a\nb",c', ['a\nb', 'c']],
    ['"a\nb,"c",d', null],
  ])('takes %j as %j', (line, fields) => {
    expect(splitLine(line, ',')).toEqual(fields);
  });

  it('separates at every tab', () => {
    expect(splitLine('a "b\t"c ""d"""\t', '\t')).toEqual(['a "b', 'c "d"', '']);
  });

  it('sees what separates the columns', () => {
    expect([separatorOf('a,b;c,d'), separatorOf('a;b'), separatorOf('a\tb,c'), separatorOf('code')]).toEqual([
      ...[',', ';', '\t', ','],
    ]);
  });
});
