import { VisitorLimit } from './visitor-limit';

describe('the limit of visitors', () => {
  let now = 0;
  const limit = () => new VisitorLimit({ most: 3, now: () => now });

  beforeEach(() => {
    now = 0;
  });

  it('lets an address send so much in an hour, and others as much', () => {
    const one = limit();
    const send = (address: string) => one.take(one.digestOf(address));
    expect([1, 2, 3, 4].map(() => send('192.0.2.1'))).toEqual([true, true, true, false]);
    expect(send('192.0.2.2')).toBe(true);
    now = 3_600_000;
    expect(send('192.0.2.1')).toBe(true);
  });

  it('knows an address by a digest that is another one each hour', () => {
    const one = limit();
    const first = one.digestOf('192.0.2.1');
    expect(first).toMatch(/^[\w-]{16}$/);
    expect(one.digestOf('192.0.2.1')).toBe(first);
    now = 3_600_000;
    expect(one.digestOf('192.0.2.1')).not.toBe(first);
    expect(limit().digestOf('192.0.2.1')).not.toBe(first);
    expect(JSON.stringify(one)).not.toContain('192.0.2');
  });

  it('takes the addresses of one IPv6 network for one', () => {
    const one = limit();
    const digest = one.digestOf('2001:db8:0:7::1');
    expect(one.digestOf('2001:0db8:0000:0007:ffff::2')).toBe(digest);
    expect(one.digestOf('2001:db8:0:8::1')).not.toBe(digest);
    expect(one.digestOf('::ffff:192.0.2.1')).toBe(one.digestOf('192.0.2.1'));
  });
});
