import type { OutboxEntry } from '../outbox/outbox-entry';
import { type KeyedChange, LevelSums, WaitingSums } from './waiting-sums';

const keys = ['hub beans', 'hub rice', 'fridge beans'];
let asked: OutboxEntry[];
let named: number;

beforeEach(() => {
  asked = [];
  named = 1;
});

/** Where the entry's number says; by as much more as codes were named. */
function changesOf(entry: OutboxEntry): readonly KeyedChange[] {
  asked.push(entry);
  const key = keys[entry.seq % keys.length] as string;
  return [{ key, change: entry.seq * named, isCount: entry.seq % 5 === 0 }];
}

let lastSeq = 0;
function entry(kind: 'movement' | 'bind_code' = 'movement', more: Partial<OutboxEntry> = {}): OutboxEntry {
  lastSeq += 1;
  return { seq: lastSeq, id: `${lastSeq}`, state: 'waiting', command: { kind }, ...more } as OutboxEntry;
}

function expectSums(sums: WaitingSums, entries: readonly OutboxEntry[]): void {
  const anew = new LevelSums();
  for (const one of entries) if (one.state !== 'refused') anew.add(changesOf(one));
  expect(keys.map((key) => sums.of(key))).toEqual(keys.map((key) => anew.of(key)));
}

it('follows what comes, goes and changes, and looks at nothing else', () => {
  const sums = new WaitingSums(changesOf);
  let entries = Array.from({ length: 100 }, () => entry());
  const becomes = (next: readonly OutboxEntry[], looksAt: number) => {
    asked = [];
    sums.follow(next);
    expect(asked).toHaveLength(looksAt);
    entries = [...next];
    expectSums(sums, entries);
  };
  becomes(entries, 100);
  becomes([...entries, entry()], 1);
  // Ten are sent: the server may have them, then has them, but for one that it refuses.
  becomes(
    [...entries.slice(0, 10).map((one) => ({ ...one, state: 'sent' as const })), ...entries.slice(10)],
    10,
  );
  becomes([{ ...(entries[3] as OutboxEntry), state: 'refused' }, ...entries.slice(10)], 1);
  becomes(entries.slice(1), 0);
  becomes([...entries.slice(0, 40), ...entries.slice(41)], 0);
  becomes([], 0);
});

it('takes away what it added, whatever that means by then', () => {
  const sums = new WaitingSums(changesOf);
  const [first, second] = [entry(), entry()];
  sums.follow([first, second]);
  named = 7;
  sums.follow([second]);
  named = 1;
  expectSums(sums, [second]);
});

it('begins anew where a code is named, since others may have it', () => {
  const sums = new WaitingSums(changesOf);
  const before = [entry(), entry(), entry()];
  sums.follow(before);
  named = 3;
  const naming = entry('bind_code');
  sums.follow([...before, naming]);
  expectSums(sums, [...before, naming]);
});
