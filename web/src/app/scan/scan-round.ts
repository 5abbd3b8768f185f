import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { v7 as newId } from 'uuid';
import { dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { Device } from '../device/device';
import { Levels } from '../device/levels';
import { DeviceClock } from '../outbox/device-clock';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { NewEntry } from '../outbox/outbox-entry';
import type { Outcome } from '../outbox/outbox-sender';
import { Session } from '../session/session';
import { Language } from '../ui/language';
import { judged } from './judged';
import { handOutOf, movementEntry, reversalEntry } from './line-command';
import type { RoundLine } from './round-line';
import { keepRound, keptRound } from './round-keeper';
import { ScanPlace } from './scan-place';

/** What goes into a new line; the place says the rest. */
export type Goods = Pick<
  RoundLine,
  'itemId' | 'itemName' | 'unit' | 'code' | 'byCode' | 'per' | 'count' | 'lot'
>;

/** What may still change about a line. */
export type Correction = Partial<Pick<RoundLine, 'count' | 'lot'>>;

/**
 * The scans of this round, newest first. Each is written to the outbox before it is shown; a correction changes what was not
 * sent yet, and takes back and records anew what was.
 */
@Injectable({ providedIn: 'root' })
export class ScanRound {
  readonly #outbox = inject(DeviceOutbox);
  readonly #clock = inject(DeviceClock);
  readonly #place = inject(ScanPlace);
  readonly #levels = inject(Levels);
  readonly #session = inject(Session);
  readonly #device = inject(Device);
  readonly #language = inject(Language);
  readonly #lines = signal<readonly RoundLine[]>([]);
  /** One change of the round at a time, so that two quick presses act on what the first one left. */
  #turn: Promise<unknown> = Promise.resolve();

  readonly lines = this.#lines.asReadonly();
  readonly latest = computed(() => this.#lines()[0] ?? null);
  readonly totalScans = computed(() => this.#lines().filter((line) => line.status !== 'undone').length);

  constructor() {
    this.#outbox.onOutcomes((outcomes) => this.#take(outcomes), inject(DestroyRef));
    const groupId = computed(() => this.#session.group()?.id);
    effect(() => {
      const id = groupId();
      untracked(() => void this.#inTurn(() => this.#open(id)));
    });
  }

  /**
   * Puts goods in, out, across or away at the place chosen, after the commands of `before` (a new item, a code bound).
   * Resolves once all of it is safe on the device.
   */
  record(goods: Goods, before: readonly NewEntry[] = []): Promise<RoundLine> {
    return this.#inTurn(() => this.#addLine(this.#lineOf(goods), before));
  }

  /** Changes how many, or which lot. Does nothing to a line that was undone or refused. */
  correct(key: Id, correction: Correction): Promise<void> {
    return this.#inTurn(async () => {
      const line = this.#line(key);
      if (!line || line.status === 'undone' || line.status === 'refused') return;
      const now = new Date();
      const wanted = this.#judged({ ...line, ...correction });
      const entry = movementEntry(wanted, handOutOf(this.#place), this.#groupId(), now);
      const amended = await this.#outbox.amend(line.id, (kept) => ({
        ...entry,
        command: keptHandOut(kept, entry),
      }));
      if (amended) this.#replace(line, wanted);
      else await this.#recordAnew(line, { ...wanted, id: newId(), status: 'waiting' }, now);
    });
  }

  /** Takes a line back: out of the outbox while it waits there, else by a movement the other way round. */
  undo(key: Id): Promise<void> {
    return this.#inTurn(async () => {
      const line = this.#line(key);
      if (!line || line.status === 'undone') return;
      if (line.status === 'refused') {
        const reason = this.#language.say('scan.undoneNote');
        // Where it is on its way again, its answer says what became of it.
        if (await this.#outbox.discard(line.id, reason)) this.#show({ ...line, status: 'undone' });
        return;
      }
      if (await this.#outbox.withdraw(line.id)) {
        return this.#show({ ...line, status: 'undone' });
      }
      const id = newId();
      const note = this.#language.say('scan.undoneNote');
      await this.#outbox.add([reversalEntry(line, id, note, this.#groupId(), new Date())]);
      this.#show({ ...line, status: 'undone', reversalId: id });
    });
  }

  /**
   * What a warning asks for: goods that came in are put away as waste again; goods on their way out are taken back and put away;
   * goods on hold are taken back only, to stay on hold.
   */
  async putAside(key: Id): Promise<void> {
    const line = this.#line(key);
    if (!line) return;
    if (line.mode !== 'in') await this.undo(key);
    if (line.warnings.includes('on_hold')) return;
    const past = line.warnings.some((warning) => warning === 'past_use_by' || warning === 'past_best_by');
    await this.#inTurn(() => {
      const id = newId();
      const aside: RoundLine = {
        ...line,
        ...{ key: id, id, reversalId: null, mode: 'waste', toSiteId: null, toSiteName: null },
        wasteReason: past ? 'past_date' : 'unusable',
        ...{ status: 'waiting', warnings: [], refusal: null, occurredAt: this.#clock.now().toISOString() },
      };
      return this.#addLine(aside, []);
    });
  }

  /** Begins a new round: the list is emptied, nothing else changes. */
  clear(): void {
    this.#keep([]);
  }

  /** Shows the round that this group left on the device. */
  async #open(groupId: Id | undefined): Promise<void> {
    this.#lines.set(groupId ? await keptRound(groupId, () => this.#outbox.kept()) : []);
  }

  async #addLine(line: RoundLine, before: readonly NewEntry[]): Promise<RoundLine> {
    const handOut = handOutOf(this.#place);
    await this.#outbox.add([...before, movementEntry(line, handOut, this.#groupId(), new Date())]);
    const level = this.#levelOf(line);
    const shown = this.#judged({ ...line, level });
    this.#keep([shown, ...this.#lines()]);
    return shown;
  }

  async #recordAnew(line: RoundLine, wanted: RoundLine, now: Date): Promise<void> {
    const groupId = this.#groupId();
    await this.#outbox.add([
      reversalEntry(line, newId(), this.#language.say('scan.correctedNote'), groupId, now),
      movementEntry(wanted, handOutOf(this.#place), groupId, now),
    ]);
    this.#replace(line, wanted);
  }

  #replace(line: RoundLine, wanted: RoundLine): void {
    const level = this.#levelOf(wanted);
    this.#show(this.#judged({ ...wanted, level }));
  }

  #lineOf(goods: Goods): RoundLine {
    const site = this.#place.site();
    if (!site) throw new Error('No site is chosen.');
    const mode = this.#place.mode();
    const to = mode === 'move' ? this.#place.toSite() : null;
    const id = newId();
    return {
      ...goods,
      ...{ key: id, id, reversalId: null, mode },
      ...{ siteId: site.id, siteName: site.name, toSiteId: to?.id ?? null, toSiteName: to?.name ?? null },
      wasteReason: mode === 'waste' ? this.#place.wasteReason() : null,
      occurredAt: this.#clock.now().toISOString(),
      ...{ status: 'waiting', level: null, warnings: [], refusal: null },
    };
  }

  /** The warnings that this device can tell by itself, before the server answers. */
  #judged(line: RoundLine): RoundLine {
    const timeZone = this.#session.group()?.timeZone ?? 'UTC';
    return judged(line, this.#device.shelf(), dayOf(this.#clock.now(), timeZone));
  }

  /** The server's answers. */
  #take(outcomes: readonly Outcome[]): void {
    const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
    const answered = (line: RoundLine) => byId.get(line.id);
    const settled = this.#lines().map((line): RoundLine => {
      const reversal = line.reversalId === null ? undefined : byId.get(line.reversalId);
      if (reversal?.status === 'refused') return { ...line, status: 'done', refusal: reversal.refusal };
      const outcome = answered(line);
      if (!outcome || line.status === 'undone') return line;
      if (outcome.status === 'refused') {
        return { ...line, status: 'refused', refusal: outcome.refusal, level: null };
      }
      return { ...line, status: 'done', warnings: outcome.warnings };
    });
    const newest = newestDone(settled);
    this.#keep(
      settled.map((line) => {
        const onHand = answered(line)?.onHand ?? null;
        return onHand !== null && newest.has(line) ? { ...line, level: onHand } : line;
      }),
    );
  }

  /** With what the outbox holds of it already. */
  #levelOf({ siteId, itemId }: RoundLine): number | null {
    return itemId === null ? null : this.#levels.level(siteId, itemId);
  }

  #line(key: Id): RoundLine | undefined {
    return this.#lines().find((line) => line.key === key);
  }

  #show(line: RoundLine): void {
    this.#keep(this.#lines().map((one) => (one.key === line.key ? line : one)));
  }

  #keep(lines: readonly RoundLine[]): void {
    this.#lines.set(lines);
    keepRound(this.#groupId(), lines);
  }

  #groupId(): Id {
    const group = this.#session.group();
    if (!group) throw new Error('Nobody is signed in.');
    return group.id;
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(job, job);
    this.#turn = turn;
    return turn;
  }
}

/** An amended movement keeps the people its hand-out was for. */
function keptHandOut(kept: { command: NewEntry['command'] }, entry: NewEntry): NewEntry['command'] {
  if (kept.command.kind !== 'movement' || entry.command.kind !== 'movement') return entry.command;
  const { channel, householdSize } = kept.command.line;
  const { channel: _channel, householdSize: _size, ...line } = entry.command.line;
  return {
    kind: 'movement',
    line: {
      ...line,
      ...(channel === undefined ? {} : { channel }),
      ...(householdSize === undefined ? {} : { householdSize }),
    },
  };
}

/**
 * The newest line of each item at each site that the server has. Its answer counts everything there is, so of several lines answered
 * together it is true of this one; those before keep what was said of them.
 */
function newestDone(lines: readonly RoundLine[]): ReadonlySet<RoundLine> {
  const newest = new Map<string, RoundLine>();
  for (const line of lines) {
    const key = `${line.siteId} ${line.itemId}`;
    if (line.status === 'done' && line.itemId !== null && !newest.has(key)) newest.set(key, line);
  }
  return new Set(newest.values());
}
