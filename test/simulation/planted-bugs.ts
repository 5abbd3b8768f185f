import { type Command, idOf } from '../../web/src/app/outbox/outbox-entry';
import type { OutboxParts } from '../../web/src/app/outbox/outbox-parts';
import type { Answer } from '../../web/src/app/outbox/outbox-sender';

/** Wraps the engine's parts so that the whole behaves as if the engine had this bug. */
export type PlantedBug = (parts: OutboxParts) => OutboxParts;

type Send = (commands: readonly Command[], parts: OutboxParts) => Promise<Answer>;
const sending =
  (send: Send): PlantedBug =>
  (parts) => ({ ...parts, sender: { send: (commands) => send(commands, parts) } });
const drop = (parts: OutboxParts, commands: readonly Command[]) =>
  parts.store.change(
    commands.map((command) => idOf(command)),
    () => null,
  );

const newIdEachTime: PlantedBug = (parts) => {
  const sent = new Map<string, number>();
  return {
    ...parts,
    sender: {
      async send(commands) {
        const truth = new Map<string, string>();
        const renamed = commands.map((command): Command => {
          if (command.kind !== 'movement') return command;
          const { id } = command.line;
          const times = (sent.get(id) ?? 0) + 1;
          sent.set(id, times);
          if (times === 1) return command;
          const fresh = `${times.toString(16).padStart(8, '0')}${id.slice(8)}`;
          truth.set(fresh, id);
          return { kind: 'movement', line: { ...command.line, id: fresh } };
        });
        const answer = await parts.sender.send(renamed);
        if (answer.kind !== 'answered') return answer;
        const outcomes = answer.outcomes.map((one) => ({ ...one, id: truth.get(one.id) ?? one.id }));
        return { kind: 'answered', outcomes };
      },
    },
  };
};

/** Bugs that somebody could write one day. The simulator finds each of them, or it proves nothing. */
export const plantedBugs: Readonly<Record<string, PlantedBug>> = {
  'marks done before the answer': sending(async (commands, parts) => {
    await drop(parts, commands);
    return parts.sender.send(commands);
  }),
  'drops what waits when the session is over': sending(async (commands, parts) => {
    const answer = await parts.sender.send(commands);
    if (answer.kind === 'signed_out') await drop(parts, commands);
    return answer;
  }),
  'sends again with a new id': newIdEachTime,
  'sends without waiting for its turn': (parts) => ({ ...parts, exclusively: (job) => job() }),
  'takes a refused line for done': sending(async (commands, parts) => {
    const answer = await parts.sender.send(commands);
    if (answer.kind !== 'answered') return answer;
    const outcomes = answer.outcomes.map((one) => ({ ...one, status: 'recorded' as const }));
    return { kind: 'answered', outcomes };
  }),
  'takes no answer for a yes': sending(async (commands, parts) => {
    const answer = await parts.sender.send(commands);
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
        void parts.store.add(entries).catch(() => undefined);
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
    store: { ...parts.store, all: async () => (await parts.store.all()).reverse() },
  }),
  'forgets how long the server asked it to wait': sending(async (commands, parts) => {
    const answer = await parts.sender.send(commands);
    return answer.kind === 'later' ? { kind: 'later', afterMs: null } : answer;
  }),
};
