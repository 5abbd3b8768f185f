import { leadsElsewhere, privateKindIn } from './private-words';

describe('privateKindIn', () => {
  it.each([
    ['write to rosa@example.org', 'email'],
    ['rosa (at) example.org please', 'email'],
    ['call 555 010 0199', 'phone'],
    ['+34 600-11-22-33', 'phone'],
    ['(518) 555.0123', 'phone'],
    ['llame al ٠١٢٣٤٥٦٧', 'phone'],
    ['find me @rosa_lee', 'handle'],
    ['My name is Rosa, I need rice', 'name'],
    ['me llamo José', 'name'],
    ['diapers for Mrs. Lee', 'name'],
  ])('sees in %j what is private: %s', (text, kind) => {
    expect(privateKindIn(text)).toBe(kind);
  });

  it.each([
    'diapers size 4',
    'Rice, 2 x 500 ml milk, 100-150 diapers',
    'baby formula 0-6 months',
    'pañales talla 5',
    'winter coat size 12, boots 38',
    'my name is on no list, I only need soap',
    'soap @ home',
    'halal meat or beans',
    'حليب أطفال',
  ])('leaves %j alone', (text) => {
    expect(privateKindIn(text)).toBeNull();
  });
});

describe('leadsElsewhere', () => {
  it.each(['see https://x.example', 'www.cheap.example', 'buy at cheap-pills.com now'])(
    'sees a link in %j',
    (text) => {
      expect(leadsElsewhere(text)).toBe(true);
    },
  );

  it.each(['rice.and beans', 'milk 1.5 l', 'e.g. soap'])('sees none in %j', (text) => {
    expect(leadsElsewhere(text)).toBe(false);
  });
});
