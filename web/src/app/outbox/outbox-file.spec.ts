import type { Command, OutboxEntry } from './outbox-entry';
import { type OutboxFile, readOutboxFile, writeOutboxFile } from './outbox-file';

let made = 0;
const newId = () => `01900000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
const group = { id: newId(), name: 'Eastside Mutual Aid' };
const savedAt = '2026-11-22T10:00:00.000Z';

function entry(command?: Command, id = newId()): OutboxEntry {
  const line = {
    ...{ id, reason: 'donation' as const, itemId: newId(), quantity: 1, toSiteId: newId() },
    occurredAt: savedAt,
  };
  return {
    ...{ id, groupId: group.id, command: command ?? { kind: 'movement', line }, savedAt, notBefore: 0 },
    about: { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' },
    ...{ seq: 7, state: 'sent', refusal: null },
  };
}
const written = (entries: readonly OutboxEntry[]) => writeOutboxFile(entries, group, savedAt);
/** A file somebody changed, with a checksum that fits. */
const changed = (change: (file: OutboxFile) => OutboxEntry[]) =>
  written(change(JSON.parse(written([entry()])) as OutboxFile));

describe('a file of what waits', () => {
  it('gives back the entries that went into it, without the places they had', () => {
    const entries = [
      entry(),
      { ...entry(), state: 'refused' as const, refusal: { code: 'unknown_item', detail: 'No.' } },
    ];
    const content = readOutboxFile(written(entries), group.id);
    const carried = entries.map(({ seq: _seq, ...rest }) => rest);
    expect(content).toMatchObject({ file: { groupName: group.name, entries: carried } });
  });

  it.each([
    ['not_ours', 'hello'],
    ['not_ours', '{"format":"something else","version":1}'],
    ['not_ours', written([entry()]).slice(0, -20)],
    ['damaged', written([entry()]).replace('Black beans', 'White beans')],
    ['newer', written([entry()]).replace('"version": 1', '"version": 2')],
  ] as const)('is refused as %s where it is', (problem, text) => {
    expect(readOutboxFile(text, group.id)).toEqual({ problem });
  });

  it('is refused by another group', () => {
    expect(readOutboxFile(written([entry()]), newId())).toEqual({ problem: 'other_group' });
  });

  it('is refused as a whole where one entry is not sound', () => {
    const id = newId();
    const elsewhere: Command = { kind: 'reversal', movementId: '../../me', request: { id, note: 'No' } };
    const line = { id, celsius: 4, occurredAt: savedAt };
    for (const entries of [
      [entry(elsewhere, id)],
      [entry({ kind: 'reading', siteId: '../../me', line }, id)],
      [{ ...entry(), groupId: newId() }],
      [{ ...entry(), id: newId() }],
      [{ ...entry(), state: 'done' as unknown as 'sent' }],
      [entry({ kind: 'surprise' } as unknown as Command)],
    ])
      expect(
        readOutboxFile(
          changed(() => entries),
          group.id,
        ),
      ).toEqual({ problem: 'newer' });
    const twice = entry();
    expect(readOutboxFile(written([twice, twice]), group.id)).toEqual({ problem: 'newer' });
  });
});
