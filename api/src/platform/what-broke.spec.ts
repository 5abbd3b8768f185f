import { QueryFailedError } from 'typeorm';
import { DatabaseError } from 'pg';
import { whatBroke } from './what-broke';

describe('what the log says of an unexpected error', () => {
  const refused = Object.assign(
    new DatabaseError('invalid input for type x: "Rosa, 12 Oak St"', 10, 'error'),
    {
      ...{
        severity: 'ERROR',
        code: '23514',
        constraint: 'member_name_check',
        table: 'member',
        routine: 'ExecConstraints',
      },
      detail: 'Failing row contains (Rosa, 12 Oak St).',
    },
  );

  it('is where and what, without a value of a statement or a row', () => {
    const lines = [whatBroke(refused), whatBroke(new QueryFailedError('select $1', ['Rosa'], refused))];
    for (const text of lines) {
      expect(text).toContain('code 23514, constraint member_name_check, table member');
      expect(text).toMatch(/\n\s+at /);
      expect(text).not.toMatch(/Rosa|Oak|select/);
    }
  });

  it('is the message of a bug of our own', () => {
    expect(whatBroke(new TypeError('x is not a function'))).toMatch(
      /^TypeError: x is not a function\n\s+at /,
    );
    expect(whatBroke('thrown text')).toBe('Something was thrown that is no error: string.');
  });
});
