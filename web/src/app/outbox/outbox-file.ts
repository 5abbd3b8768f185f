import { type Id, isId } from '@shared/words/id';
import { type Instant, isInstant } from '@shared/words/instant';
import { type Command, idOf, type OutboxEntry } from './outbox-entry';
import type { CarriedEntry } from './outbox-store';

const format = 'commonshelf-outbox';
const version = 1;
/** More than anybody scans in a month. */
const entriesAtMost = 50_000;

/** What waits on a device, as a file: the way out of a broken phone. Holds no session and no name of a person. */
export interface OutboxFile {
  readonly format: typeof format;
  readonly version: number;
  readonly writtenAt: Instant;
  readonly groupId: Id;
  readonly groupName: string;
  /** CRC-32 of the entries as JSON writes them, 8 hexadecimal digits: tells a file that was cut off or damaged. */
  readonly checksum: string;
  readonly entries: readonly CarriedEntry[];
}

/** Why a file is not taken in. */
export type FileProblem = 'not_ours' | 'damaged' | 'newer' | 'other_group';

/** A file's entries, or why there are none. */
export type FileContent = { readonly file: OutboxFile } | { readonly problem: FileProblem };

export function writeOutboxFile(
  entries: readonly OutboxEntry[],
  group: { readonly id: Id; readonly name: string },
  writtenAt: Instant,
): string {
  const carried = entries.map(({ seq: _seq, ...entry }) => entry);
  const head = { format, version, writtenAt, groupId: group.id, groupName: group.name };
  return JSON.stringify({ ...head, checksum: checksumOf(carried), entries: carried }, null, 1);
}

/** Reads a file for the group that is signed in here. Everything in it is checked before a single entry is believed. */
export function readOutboxFile(text: string, groupId: Id): FileContent {
  const file = parsed(text);
  if (file?.format !== format || !Number.isInteger(file.version)) return { problem: 'not_ours' };
  if ((file.version as number) > version) return { problem: 'newer' };
  const { entries } = file;
  if (!Array.isArray(entries) || entries.length > entriesAtMost || typeof file.groupId !== 'string')
    return { problem: 'damaged' };
  if (checksumOf(entries) !== file.checksum) return { problem: 'damaged' };
  if (file.groupId !== groupId) return { problem: 'other_group' };
  const ids = new Set<unknown>();
  for (const entry of entries as readonly unknown[]) {
    if (!isEntry(entry, groupId) || ids.has(entry.id)) return { problem: 'newer' };
    ids.add(entry.id);
  }
  return { file: file as unknown as OutboxFile };
}

function parsed(text: string): { readonly [field in keyof OutboxFile]?: unknown } | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const kinds: Record<Command['kind'], true> = {
  movement: true,
  reversal: true,
  missed_ask: true,
  count: true,
  new_item: true,
  bind_code: true,
  reading: true,
  visit: true,
  visit_reversal: true,
};

/** Sound as far as this version can tell. Whether the server takes it, the server says. */
function isEntry(value: unknown, groupId: Id): value is CarriedEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<CarriedEntry>;
  const { command, about } = entry;
  if (!isId(entry.id) || entry.groupId !== groupId || !isInstant(entry.savedAt)) return false;
  if (entry.state !== 'waiting' && entry.state !== 'sent' && entry.state !== 'refused') return false;
  if (!Number.isFinite(entry.notBefore) || typeof about?.itemName !== 'string') return false;
  if (typeof about.siteName !== 'string' || !Number.isFinite(about.quantity)) return false;
  if (typeof command !== 'object' || !Object.hasOwn(kinds, command.kind)) return false;
  try {
    return idOf(command) === entry.id && idsInAddresses(command).every(isId);
  } catch {
    return false;
  }
}

/** What becomes part of an address must not lead anywhere else. */
function idsInAddresses(command: Command): readonly unknown[] {
  if (command.kind === 'reversal') return [command.movementId];
  if (command.kind === 'visit_reversal') return [command.visitId];
  if (command.kind === 'reading') return [command.siteId];
  return command.kind === 'bind_code' ? [command.itemId] : [];
}

function checksumOf(entries: readonly unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(entries));
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).padStart(8, '0');
}
