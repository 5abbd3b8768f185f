import { randomBytes } from 'node:crypto';
import { isId } from '@shared/words/id';
import { issueFormToken, readFormToken } from './form-token';

describe('a form token', () => {
  const secret = randomBytes(32);
  const siteId = '0192f6c0-0000-7000-8000-000000000001';
  const now = new Date('2026-11-25T12:00:00.123Z');
  const token = issueFormToken(secret, 'ask', siteId, now);

  it('says when it was given out, and which id its form has', () => {
    const ticket = readFormToken(secret, 'ask', siteId, token);
    expect(ticket?.issuedAt).toEqual(now);
    expect(isId(ticket?.id)).toBe(true);
    expect(ticket?.id[14]).toBe('4');
  });

  it('is another one each time', () => {
    expect(issueFormToken(secret, 'ask', siteId, now)).not.toBe(token);
  });

  it('is no good for another purpose, another site, or with another secret', () => {
    expect(readFormToken(secret, 'report', siteId, token)).toBeNull();
    expect(readFormToken(secret, 'ask', siteId.replace(/1$/, '2'), token)).toBeNull();
    expect(readFormToken(randomBytes(32), 'ask', siteId, token)).toBeNull();
  });

  it('is no good when one character is another', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const forged = token.slice(0, at) + other + token.slice(at + 1);
      expect(readFormToken(secret, 'ask', siteId, forged)).toBeNull();
    }
  });

  it.each(['', 'x', `${token}A`, token.slice(1), 'é'.repeat(54)])('is none: %j', (text) => {
    expect(readFormToken(secret, 'ask', siteId, text)).toBeNull();
  });
});
