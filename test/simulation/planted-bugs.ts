import {
  at,
  type Command,
  idOf,
  occurredAtOf,
  type OutboxEntry,
} from '../../web/src/app/outbox/outbox-entry';
import type { Id } from '@shared/words/id';
import type { OutboxParts } from '../../web/src/app/outbox/outbox-parts';
import type { Answer } from '../../web/src/app/outbox/outbox-sender';

/** Wraps the engine's parts so that the whole behaves as if the engine had this bug. */
export type PlantedBug = (parts: OutboxParts) => OutboxParts;

type Send = (commands: readonly Command[], parts: OutboxParts, groupId: Id) => Promise<Answer>;
const sending =
  (send: Send): PlantedBug =>
  (parts) => ({ ...parts, sender: { send: (commands, groupId) => send(commands, parts, groupId) } });
const drop = (parts: OutboxParts, commands: readonly Command[]) =>
  parts.store.change(
    commands.map((command) => idOf(command)),
    () => null,
  );

const changing =
  (bug: (before: OutboxEntry, after: OutboxEntry | null) => OutboxEntry | null): PlantedBug =>
  (parts) => ({
    ...parts,
    store: {
      ...parts.store,
      change: (ids, change) => parts.store.change(ids, (entry) => bug(entry, change(entry))),
    },
  });

type Kind = 'movement' | 'reading' | 'visit' | 'count';
const isOf = (kind: Kind) => (command: Command) => command.kind === kind;

function later(command: Command): Command {
  const occurredAt = occurredAtOf(command) ?? '';
  return at(command, new Date(Date.parse(occurredAt) + 1).toISOString());
}

function withId(command: Command, id: Id): Command {
  if (command.kind === 'movement') return { ...command, line: { ...command.line, id } };
  if (command.kind === 'reading') return { ...command, line: { ...command.line, id } };
  if (command.kind === 'count') return { ...command, request: { ...command.request, id } };
  return command.kind === 'visit' ? { ...command, request: { ...command.request, id } } : command;
}

function renamed<Entry extends Pick<OutboxEntry, 'id' | 'command'>>(entry: Entry): Entry {
  if (!isOf('movement')(entry.command)) return entry;
  const id = `0fffffff${entry.id.slice(8)}`;
  return { ...entry, id, command: withId(entry.command, id) };
}

const newIdEachTime =
  (kind: Kind): PlantedBug =>
  (parts) => {
    const sent = new Map<string, number>();
    return {
      ...parts,
      sender: {
        async send(commands, groupId) {
          const truth = new Map<string, string>();
          const renamed = commands.map((command): Command => {
            if (!isOf(kind)(command)) return command;
            const id = idOf(command);
            const times = (sent.get(id) ?? 0) + 1;
            sent.set(id, times);
            if (times === 1) return command;
            const fresh = `${times.toString(16).padStart(8, '0')}${id.slice(8)}`;
            truth.set(fresh, id);
            return withId(command, fresh);
          });
          const answer = await parts.sender.send(renamed, groupId);
          if (answer.kind !== 'answered') return answer;
          const outcomes = answer.outcomes.map((one) => ({ ...one, id: truth.get(one.id) ?? one.id }));
          return { kind: 'answered', outcomes };
        },
      },
    };
  };

/** Takes a refusal for a yes. */
const refusedIsDone = (kind: Kind) =>
  sending(async (commands, parts, groupId) => {
    const answer = await parts.sender.send(commands, groupId);
    if (answer.kind !== 'answered' || !commands.every(isOf(kind))) return answer;
    const outcomes = answer.outcomes.map((one) => ({ ...one, status: 'recorded' as const }));
    return { kind: 'answered', outcomes };
  });

const changesTime = (kind: Kind) =>
  changing((before, after) =>
    before.state === 'sent' && after?.state === 'sent' && isOf(kind)(after.command)
      ? { ...after, command: later(after.command) }
      : after,
  );

/** Bugs that somebody could write one day. The simulator finds each of them, or it proves nothing. */
export const plantedBugs: Readonly<Record<string, PlantedBug>> = {
  'marks done before the answer': sending(async (commands, parts, groupId) => {
    await drop(parts, commands);
    return parts.sender.send(commands, groupId);
  }),
  'drops what waits when the session is over': sending(async (commands, parts, groupId) => {
    const answer = await parts.sender.send(commands, groupId);
    if (answer.kind === 'signed_out') await drop(parts, commands);
    return answer;
  }),
  'sends again with a new id': newIdEachTime('movement'),
  'sends a temperature again with a new id': newIdEachTime('reading'),
  'sends a visit again with a new id': newIdEachTime('visit'),
  'sends a count again with a new id': newIdEachTime('count'),
  'sends without waiting for its turn': (parts) => ({ ...parts, exclusively: (job) => job() }),
  'takes a refused line for done': refusedIsDone('movement'),
  'takes a refused temperature for done': refusedIsDone('reading'),
  'takes a visit for done though a part of it was refused': refusedIsDone('visit'),
  'takes no answer for a yes': sending(async (commands, parts, groupId) => {
    const answer = await parts.sender.send(commands, groupId);
    if (answer.kind !== 'later') return answer;
    const outcomes = commands.map((command) => ({
      id: idOf(command),
      status: 'recorded' as const,
      ...{ onHand: null, warnings: [], refusal: null },
    }));
    return { kind: 'answered', outcomes };
  }),
  'says "kept" before it is': (parts) => ({
    ...parts,
    store: {
      ...parts.store,
      add: async (entries) => {
        const kept = entries.map((entry, seq) => ({
          ...entry,
          seq,
          state: 'waiting' as const,
          refusal: null,
        }));
        void parts.store.add(entries).catch(() => undefined);
        return kept;
      },
    },
  }),
  'does not mark what it sends': (parts) => ({
    ...parts,
    store: {
      ...parts.store,
      change: (ids, change) =>
        parts.store.change(ids, (entry) => {
          const changed = change(entry);
          return changed?.state === 'sent' ? { ...changed, state: entry.state } : changed;
        }),
    },
  }),
  'sends the newest first': (parts) => ({
    ...parts,
    store: { ...parts.store, unsent: async (...asked) => (await parts.store.unsent(...asked)).reverse() },
  }),
  'forgets how long the server asked it to wait': sending(async (commands, parts, groupId) => {
    const answer = await parts.sender.send(commands, groupId);
    return answer.kind === 'later' ? { kind: 'later', afterMs: null } : answer;
  }),
  'believes the clock of the phone': (parts) => ({
    ...parts,
    clock: {
      reading: null,
      moment: parts.clock.moment,
      stamp: () => ({ moment: parts.clock.moment(), aheadMs: 0 }),
      ask: parts.clock.ask,
    },
  }),
  'changes the time of what is under way': changesTime('movement'),
  'changes the time of a temperature that is under way': changesTime('reading'),
  'changes the time of a visit that is under way': changesTime('visit'),
  'changes the time of a count that is under way': changesTime('count'),
  'takes in a file under new ids': (parts) => ({
    ...parts,
    store: {
      ...parts.store,
      carryIn: (entries) => parts.store.carryIn(entries.map((entry) => renamed(entry))),
    },
  }),
  'puts right under a new id': changing((before, after) =>
    before.state === 'refused' && after?.state === 'sent' && after.command !== before.command
      ? renamed(after)
      : after,
  ),
  'sends though the person is offline': (parts) => ({ ...parts, mayConnect: () => true }),
  'sends for whoever is signed in': sending((commands, parts) => parts.sender.send(commands, '')),
};
