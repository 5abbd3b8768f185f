import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { isDatabaseAway } from './database-away';

describe('a database that is away', () => {
  const refused = (code: string) =>
    Object.assign(new DatabaseError('', 0, 'error'), { code, severity: 'FATAL' });
  const system = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ...['57P01', '57P02', '57P03', '53300', '08006', '08P01'].map(refused),
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].map(system),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Client has encountered a connection error and is not queryable'),
    new QueryFailedError('select 1', [], refused('57P01')),
  ])('is known by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    ...['23505', '40001', '42601', '57014'].map(refused),
    system('ENOENT'),
    new Error('A statement needs the transaction of Database.write or Database.read.'),
    new TypeError('Connection is not a function'),
    'ECONNREFUSED',
  ])('is not meant by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
