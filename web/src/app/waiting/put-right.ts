import type { LotKey, MovementLine } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import type { Command } from '../outbox/outbox-entry';

/** Where a command is about; `toSiteId` where it is about one site. */
export type Ends<Place = Id> = { readonly [End in 'fromSiteId' | 'toSiteId']?: Place };

export const lineOf = (command: Command): MovementLine | null =>
  command.kind === 'movement' ? command.line : null;

export function endsOf(command: Command): Ends<Id | null> {
  switch (command.kind) {
    case 'movement': {
      const { fromSiteId = null, toSiteId = null } = command.line;
      return { fromSiteId, toSiteId };
    }
    case 'missed_ask':
    case 'count':
    case 'visit':
      return { toSiteId: command.request.siteId };
    case 'reading':
      return { toSiteId: command.siteId };
    default:
      return {};
  }
}

export function withLot(command: Command, lot: LotKey | null): Command {
  return command.kind === 'movement' ? { ...command, line: { ...command.line, lot } } : command;
}

export function withCelsius(command: Command, celsius: number): Command {
  return command.kind === 'reading' ? { ...command, line: { ...command.line, celsius } } : command;
}

export function ofItem(command: Command, itemId: Id, quantity: number): Command {
  if (command.kind === 'movement') {
    const { code: _code, packs: _packs, ...rest } = command.line;
    return { ...command, line: { ...rest, itemId, quantity } };
  }
  if (command.kind === 'count') {
    // What was shown of another item says nothing of this one.
    const { expected: _expected, ...rest } = command;
    return { ...rest, request: { ...command.request, lines: [{ itemId, counted: quantity }] } };
  }
  if (command.kind !== 'missed_ask') return command;
  const { text: _text, ...rest } = command.request;
  return { ...command, request: { ...rest, itemId, quantity } };
}

export function counted(command: Command, quantity: number): Command {
  if (command.kind === 'movement') {
    const { line } = command;
    return {
      ...command,
      line: line.code === undefined ? { ...line, quantity } : { ...line, packs: quantity },
    };
  }
  return command.kind === 'missed_ask' ? { ...command, request: { ...command.request, quantity } } : command;
}

export function placed(command: Command, places: Ends): Command {
  if (command.kind === 'movement') return { ...command, line: { ...command.line, ...places } };
  const { toSiteId } = places;
  if (toSiteId === undefined) return command;
  if (command.kind === 'reading') return { ...command, siteId: toSiteId };
  if (command.kind === 'visit') return { ...command, request: { ...command.request, siteId: toSiteId } };
  if (command.kind === 'count') return { kind: 'count', request: { ...command.request, siteId: toSiteId } };
  if (command.kind !== 'missed_ask') return command;
  return { ...command, request: { ...command.request, siteId: toSiteId } };
}
