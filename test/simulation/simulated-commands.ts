import type { PutInLine } from '@shared/fridges/visit-lines';
import type { Id } from '@shared/words/id';
import { type Command, entryOf, type NewEntry } from '../../web/src/app/outbox/outbox-entry';
import { hopelessCode, spoiling, unknownItemId } from './model-server';
import type { SimulatedDevice } from './simulated-device';
import type { SimulatedTab } from './simulated-tab';

export const holdMs = 2_500;
export const about = { itemName: 'Black beans', unit: 'each', quantity: 1, siteName: 'Eastside' } as const;
const siteId = '01900000-0000-7000-8000-0000000000bb';
export const itemId = '01900000-0000-7000-8000-0000000000cc';
/** What an app of another version may let pass, and no server does. */
const impossibleCelsius = 85;

/** What people say at a device, made at random: each command with an id of its own. */
export class SimulatedCommands {
  constructor(private readonly device: SimulatedDevice) {}

  movement(tab: SimulatedTab, code?: string): NewEntry {
    const { random } = this.device.world;
    const id = this.#newId();
    const odd = random.between(1, 100);
    const scanned = code ?? (odd <= 4 ? hopelessCode : odd <= 10 ? `LATER-${odd}` : undefined);
    const line = {
      ...{ id, reason: 'donation' as const, toSiteId: siteId, occurredAt: this.#when(tab) },
      ...(scanned === undefined ? { itemId, quantity: 1 } : { code: scanned, packs: 1 }),
      ...(odd > 98 ? { note: spoiling } : {}),
    };
    return this.#entry(tab, { kind: 'movement', line }, id, random.chance(70) ? holdMs : 0);
  }

  reversal(tab: SimulatedTab, movementId: Id): NewEntry {
    const id = this.#newId();
    const request = { id, note: 'Undone while scanning' };
    return this.#entry(tab, { kind: 'reversal', movementId, request }, id, 0);
  }

  /** An item that is made here, and a scan of it. */
  newItem(tab: SimulatedTab): NewEntry[] {
    const id = this.#newId();
    const code = `NEW-${id.slice(-6)}`;
    const request = { id, name: 'New soup', unit: 'each' as const, barcodes: [{ code, packQuantity: 1 }] };
    return [this.#entry(tab, { kind: 'new_item', request }, id, 0), this.movement(tab, code)];
  }

  missedAsk(tab: SimulatedTab): NewEntry {
    const id = this.#newId();
    const request = { id, siteId, itemId, quantity: 1, occurredAt: this.#when(tab) };
    return this.#entry(tab, { kind: 'missed_ask', request }, id, 0);
  }

  /** Now and then of an item that the server has never heard of. */
  count(tab: SimulatedTab): NewEntry {
    const { random } = this.device.world;
    const id = this.#newId();
    const counted = { itemId: random.chance(15) ? unknownItemId : itemId, counted: random.between(0, 12) };
    const request = { id, siteId, occurredAt: this.#when(tab), lines: [counted] };
    const command = { kind: 'count', request, expected: [random.between(0, 12)] } as const;
    return this.#entry(tab, command, id, random.chance(50) ? holdMs : 0);
  }

  reading(tab: SimulatedTab): NewEntry {
    const { random } = this.device.world;
    const id = this.#newId();
    const celsius = random.chance(20) ? impossibleCelsius : random.between(0, 120) / 10;
    const line = { id, probe: 'fridge' as const, celsius, occurredAt: this.#when(tab) };
    return this.#entry(tab, { kind: 'reading', siteId, line }, id, random.chance(50) ? holdMs : 0);
  }

  /** Half of them bring something by a code that somebody names later. */
  visit(tab: SimulatedTab): NewEntry {
    const { random } = this.device.world;
    const id = this.#newId();
    const request = {
      ...{ id, siteId, occurredAt: this.#when(tab), fullness: random.between(0, 3) },
      putIn: [
        { id: this.#newId(), itemId, quantity: 1 },
        ...(random.chance(50)
          ? [{ id: this.#newId(), code: `LATER-${random.between(5, 10)}`, packs: 1 }]
          : []),
      ],
    };
    return this.#entry(tab, { kind: 'visit', request }, id, random.chance(50) ? holdMs : 0);
  }

  visitReversal(tab: SimulatedTab, visitId: Id): NewEntry {
    const id = this.#newId();
    return this.#entry(
      tab,
      { kind: 'visit_reversal', visitId, request: { id, note: 'Wrong fridge' } },
      id,
      0,
    );
  }

  #entry(tab: SimulatedTab, command: Command, id: Id, hold: number): NewEntry {
    const groupId = tab.groupId ?? this.device.cookie.groupId;
    return entryOf(command, about, groupId, id, new Date(this.device.wallMs), hold);
  }

  #newId(): Id {
    return this.device.world.newId();
  }

  /** As the page knows the time. */
  #when(tab: SimulatedTab): string {
    return tab.clock.now().toISOString();
  }
}

/** Codes in a command that nobody may have named yet. */
export function codesIn(command: Command): readonly string[] {
  if (command.kind === 'movement') return command.line.code === undefined ? [] : [command.line.code];
  if (command.kind !== 'visit') return [];
  return (command.request.putIn ?? []).flatMap(({ code }) => (code === undefined ? [] : [code]));
}

/** No server ever takes it as it is, and nobody can say what it should be. */
export const isHopeless = (command: Command): boolean =>
  command.kind === 'movement' && (command.line.code === hopelessCode || command.line.note === spoiling);

/** What somebody makes of a refused command; null where it can only be tried again. */
export function rightened(command: Command): Command | null {
  if (command.kind === 'reading') return { ...command, line: { ...command.line, celsius: 4 } };
  if (command.kind === 'count')
    return { kind: 'count', request: { ...command.request, lines: [{ itemId, counted: 3 }] } };
  if (command.kind === 'visit') {
    const named = (line: PutInLine): PutInLine =>
      line.code === undefined ? line : { ...(line.id ? { id: line.id } : {}), itemId, quantity: 3 };
    return { ...command, request: { ...command.request, putIn: command.request.putIn?.map(named) ?? [] } };
  }
  if (command.kind !== 'movement') return null;
  const { code: _code, packs: _packs, ...rest } = command.line;
  return { kind: 'movement', line: { ...rest, itemId, quantity: 3 } };
}

/** As the server keeps it. */
export function contentOf(command: Command): string {
  switch (command.kind) {
    case 'movement':
      return JSON.stringify(command.line);
    case 'reversal':
      return `/movements/${command.movementId}/reversal${JSON.stringify(command.request)}`;
    case 'missed_ask':
      return `/missed-asks${JSON.stringify(command.request)}`;
    case 'count':
      return `/counts${JSON.stringify(command.request)}`;
    case 'new_item':
      return `/items${JSON.stringify(command.request)}`;
    case 'reading':
      return `/sites/${command.siteId}/readings${JSON.stringify(command.line)}`;
    case 'visit':
      return `/visits${JSON.stringify(command.request)}`;
    case 'visit_reversal':
      return `/visits/${command.visitId}/reversal${JSON.stringify(command.request)}`;
    case 'bind_code':
      return '';
  }
}
