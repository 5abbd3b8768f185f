import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Command, OutboxEntry } from '../outbox/outbox-entry';
import { namedHere, newItemsIn } from './named-here';

const waiting = (command: Command, state: OutboxEntry['state'] = 'waiting') =>
  ({ command, state }) as OutboxEntry;
const makes = (id: string, code: string, packQuantity: number): Command => ({
  kind: 'new_item',
  request: { id, name: id, unit: 'each', barcodes: [{ code, packQuantity }] },
});
const binds = (itemId: string, code: string, packQuantity: number): Command => ({
  ...{ kind: 'bind_code', id: `${itemId} ${code}`, itemId, code, packQuantity },
});
const known = { id: 'beans', name: 'Beans' } as ItemReply;
const named = (...entries: OutboxEntry[]) =>
  [...namedHere(entries, (id) => (id === known.id ? known : undefined))].map(([code, { item, per }]) => [
    code,
    item.id,
    per,
  ]);

it('tells what a code was named here, on an item made here or known before', () => {
  expect(
    named(waiting(makes('soup', '1', 6)), waiting(binds('soup', '2', 12)), waiting(binds('beans', '3', 1))),
  ).toEqual([
    ['1', 'soup', 6],
    ['2', 'soup', 12],
    ['3', 'beans', 1],
  ]);
});

it('believes whoever named a code first, and an item made with it before all others', () => {
  expect(
    named(
      waiting(binds('beans', '1', 2)),
      waiting(binds('beans', '2', 3)),
      waiting(binds('beans', '2', 4)),
      waiting(makes('soup', '1', 6)),
      waiting(makes('stew', '1', 7)),
    ),
  ).toEqual([
    ['1', 'soup', 6],
    ['2', 'beans', 3],
  ]);
});

it('believes nothing that the server refused, and no name of what nobody knows', () => {
  const entries = [
    waiting(makes('soup', '1', 6), 'refused'),
    waiting(binds('beans', '2', 2), 'refused'),
    waiting(binds('soup', '3', 2)),
  ];
  expect(named(...entries)).toEqual([]);
  expect(newItemsIn(entries)).toEqual([]);
});
