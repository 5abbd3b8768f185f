import { readCursor, type SyncCursor, writeCursor, zeroId } from './sync-cursor';

const cursor: SyncCursor = {
  incarnation: '0192f0a0-0000-7000-8000-000000000001',
  siteId: null,
  since: null,
  until: '712:720:712,715',
  at: null,
};

describe('the cursor of a sync', () => {
  it('reads back what it wrote', () => {
    const inTheMiddle = {
      ...cursor,
      since: '700:700:',
      at: { part: 'levels', after: [zeroId, zeroId] },
    } as const;
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    expect(readCursor(writeCursor(inTheMiddle))).toEqual(inTheMiddle);
  });

  it.each([
    'nonsense',
    '',
    Buffer.from('null').toString('base64url'),
    Buffer.from('[2]').toString('base64url'),
    writeCursor({ ...cursor, until: '720:712:' }),
    writeCursor({ ...cursor, until: '712:720:711' }),
    writeCursor({ ...cursor, until: '712:720:715,713' }),
    writeCursor({ ...cursor, until: "712:720:'" }),
    writeCursor({ ...cursor, until: '9999999999999999999:9999999999999999999:' }),
    writeCursor({ ...cursor, siteId: 'x' }),
    'x'.repeat(30_000),
  ])('takes nothing else: %p', (text) => {
    expect(readCursor(text)).toBeNull();
  });
});
