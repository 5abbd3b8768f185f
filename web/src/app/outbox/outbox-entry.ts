import type { MakeItem } from '@shared/catalog/catalog.contract';
import type { ReadingLine } from '@shared/fridges/reading-line';
import type { RecordVisit, ReverseVisit } from '@shared/fridges/visits.contract';
import type { RecordMissedAsk } from '@shared/needs/needs.contract';
import type { MovementLine } from '@shared/stock/movement-line';
import type { ReverseMovement } from '@shared/stock/stock.contract';
import type { RecordCount } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';
import { corrected, type Moment, type Reading, type Stamp } from './clock-reading';

/** What somebody did on this device, exactly as it will be sent. Each carries the id that makes sending it twice harmless. */
export type Command =
  | { readonly kind: 'movement'; readonly line: MovementLine }
  | {
      readonly kind: 'reversal';
      readonly movementId: Id;
      readonly request: ReverseMovement & { id: Id };
      /** What it takes back, for this device's own levels: never sent. Absent where an earlier version of the app kept it. */
      readonly undoes?: MovementLine;
    }
  | { readonly kind: 'missed_ask'; readonly request: RecordMissedAsk & { id: Id } }
  | {
      readonly kind: 'count';
      readonly request: RecordCount;
      /** What this device showed for each line in that moment, for its own levels: never sent. */
      readonly expected?: readonly number[];
    }
  | { readonly kind: 'new_item'; readonly request: MakeItem & { id: Id } }
  | { readonly kind: 'reading'; readonly siteId: Id; readonly line: ReadingLine }
  | {
      readonly kind: 'visit';
      readonly request: RecordVisit;
      /** Items that it names, as the screen showed them, so that it can be shown again: never sent. */
      readonly items?: readonly NamedItem[];
    }
  | { readonly kind: 'visit_reversal'; readonly visitId: Id; readonly request: ReverseVisit }
  | {
      readonly kind: 'bind_code';
      readonly id: Id;
      readonly itemId: Id;
      readonly code: string;
      readonly packQuantity: number;
    };

export interface NamedItem {
  readonly itemId: Id;
  readonly name: string;
  readonly unit: Unit;
  readonly categoryId: Id | null;
}

/** How the screens name a command without asking the server: its item, quantity and site as they stood in that moment. */
export interface About {
  readonly itemName: string;
  readonly unit: Unit;
  /** Base units; 0 where the command moves nothing. */
  readonly quantity: number;
  readonly siteName: string;
}

/** How screens name what is about a site and moves nothing. */
export const aboutSite = (siteName: string): About => ({
  ...{ itemName: '', unit: 'each', quantity: 0, siteName },
});

export interface Refusal {
  readonly code: string;
  /** One English sentence. */
  readonly detail: string;
  /** Of a visit that stands: its lines that were refused. All the rest of it is recorded. */
  readonly lines?: readonly RefusedLine[];
}

/** A line of a visit that was refused: which one of which list, and why. */
export interface RefusedLine {
  readonly code: string;
  readonly detail: string;
  readonly part: 'left' | 'thrownOut' | 'putIn';
  readonly at: number;
}

/** A command on its way into the outbox. */
export interface NewEntry {
  readonly id: Id;
  /** Sent only while this group is signed in here. */
  readonly groupId: Id;
  readonly command: Command;
  readonly about: About;
  readonly savedAt: Instant;
  /** Milliseconds since 1970 before which it is not sent, so that a slip can be put right first; 0 for at once. */
  readonly notBefore: number;
  /** What the device's clocks said when it was kept; absent where an earlier version of the app kept it. */
  readonly stamp?: Stamp;
}

export interface OutboxEntry extends NewEntry {
  /** Given by the store, rising: the order of sending. */
  readonly seq: number;
  /** `sent` may have reached the server, so it is never changed any more, only sent again until there is an answer. */
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly refusal: Refusal | null;
  /** How often the server refused it as of the future and its time was put right: an earlier writing of it may still arrive. */
  readonly retimed?: number;
}

/** What was given up on, and why: kept on the device so that nothing goes without a trace. */
export interface DiscardedEntry {
  readonly entry: OutboxEntry;
  readonly reason: string;
  readonly at: Instant;
}

/** The id that the command carries to the server. */
export function idOf(command: Command): Id {
  switch (command.kind) {
    case 'movement':
    case 'reading':
      return command.line.id;
    case 'reversal':
    case 'missed_ask':
    case 'count':
    case 'new_item':
    case 'visit':
    case 'visit_reversal':
      return command.request.id;
    case 'bind_code':
      return command.id;
  }
}

/** An entry for a command, held back `holdMs` from now. */
export function entryOf(
  command: Command,
  about: NewEntry['about'],
  groupId: Id,
  id: Id,
  now: Date,
  holdMs: number,
): NewEntry {
  return {
    id,
    groupId,
    command,
    about,
    savedAt: now.toISOString(),
    notBefore: holdMs > 0 ? now.getTime() + holdMs : 0,
  };
}

/** When the command says it happened; null where it says nothing of that. */
export function occurredAtOf(command: Command): Instant | null {
  switch (command.kind) {
    case 'movement':
    case 'reading':
      return command.line.occurredAt;
    case 'missed_ask':
    case 'count':
    case 'visit':
      return command.request.occurredAt ?? null;
    default:
      return null;
  }
}

/** The command as of another time; one that says nothing of when it happened stays as it is. */
export function at(command: Command, occurredAt: Instant): Command {
  switch (command.kind) {
    case 'movement':
      return { ...command, line: { ...command.line, occurredAt } };
    case 'reading':
      return { ...command, line: { ...command.line, occurredAt } };
    case 'missed_ask':
      return { ...command, request: { ...command.request, occurredAt } };
    case 'count':
      return { ...command, request: { ...command.request, occurredAt } };
    case 'visit':
      return { ...command, request: { ...command.request, occurredAt } };
    default:
      return command;
  }
}

/** The entry with its time put right, as far as a reading of the server's time proves it wrong. Only for what never left. */
export function timed<Entry extends NewEntry>(entry: Entry, reading: Reading | null, now: Moment): Entry {
  const occurredAt = occurredAtOf(entry.command);
  if (reading === null || occurredAt === null) return entry;
  const right = corrected(occurredAt, entry.stamp, reading, now);
  if (right.occurredAt === occurredAt) return entry;
  const moment = entry.stamp?.moment ?? { page: '', wallMs: Date.parse(entry.savedAt), steadyMs: 0 };
  return {
    ...entry,
    command: at(entry.command, right.occurredAt),
    stamp: { moment, aheadMs: right.aheadMs },
  };
}
