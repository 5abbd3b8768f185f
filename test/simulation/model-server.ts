import { isAhead, type ReadingLine, readingProblem } from '@shared/fridges/reading-line';
import type { RecordReadingsReply } from '@shared/fridges/readings.contract';
import type { PutInLine } from '@shared/fridges/visit-lines';
import type { RecordVisit } from '@shared/fridges/visits.contract';
import { lineProblem, linesAtMost, type MovementLine } from '@shared/stock/movement-line';
import type { MovementResult, RecordMovementsReply } from '@shared/stock/stock.contract';
import type { RecordCount } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import { type FieldError, Problem } from '@shared/words/problem';
import { Unreachable } from '../../web/src/app/api-client/unreachable';
import { startedAtMs } from './simulated-clock';

/** A session cookie; tabs of a device share one. */
export interface Cookie {
  readonly member: string;
  /** The group whose member signed in. */
  readonly groupId: Id;
  valid: boolean;
}

/** How the server is doing. */
export type Health = 'well' | 'down' | 'failing' | 'overloaded';

interface Kept {
  fingerprint: string;
  readonly groupId: Id;
  /** When it happened, as the sender said; null where that is not said. */
  readonly occurredAt: string | null;
  /** Which of all accepted it was. */
  readonly place: number;
  /** A visit that stands, though a line of it was refused. */
  isPartly?: boolean;
  /** Of a visit, the lines that stand. */
  lines?: ReadonlyMap<Id, string>;
}

export const waitSeconds = 20;
/** Codes that begin so are never bound to an item. */
export const hopelessCode = 'NEVER';
/** An item that the server never knows. */
export const unknownItemId = '01900000-0000-7000-8000-0000000000dd';
/** A note that spoils the whole request it is in. */
export const spoiling = 'spoils the request';

/**
 * What the API promises about commands, in a page: the id makes sending again harmless, each line is judged by itself, all that is
 * right is recorded together or not at all.
 */
export class ModelServer {
  readonly kept = new Map<Id, Kept>();
  /** Ids that it refused at least once. */
  readonly refused = new Set<Id>();
  readonly #codes = new Set<string>();
  health: Health = 'well';
  /** How often it was started anew: answers under way are gone with each. */
  starts = 1;
  /** More lines than this are too large for a proxy in front of it. */
  linesThrough = linesAtMost;

  /**
   * One request, as it arrives.
   * @throws Problem and Unreachable as the web's own client of the API does.
   */
  answer(path: string, body: object, cookie: Cookie, nowMs: number, groupId: Id | null): object {
    if (this.health === 'down') throw new Unreachable('down');
    if (this.health === 'failing') throw new Problem('unexpected', 'HTTP 500');
    if (this.health === 'overloaded') throw new Problem('too_many', undefined, undefined, waitSeconds);
    if (path === '/health') return {};
    if (!cookie.valid || (groupId !== null && groupId !== cookie.groupId)) throw new Problem('not_signed_in');
    if (path === '/me') return { groupId: cookie.groupId };
    if (path === '/movements')
      return this.#movements(body as { movements: MovementLine[] }, nowMs, cookie.groupId);
    const { groupId: ofGroup } = cookie;
    if (path.endsWith('/readings'))
      return this.#readings(path, body as { readings: ReadingLine[] }, nowMs, ofGroup);
    if (path === '/visits') this.#putRight(path, body as RecordVisit);
    this.#single(path, body as { id: Id; occurredAt?: string }, nowMs, ofGroup);
    return path === '/visits' ? this.#visit(body as RecordVisit) : { lines: [], ...body };
  }

  /** Somebody said what a code stands for. */
  bind(code: string): void {
    this.#codes.add(code);
  }

  #movements({ movements }: { movements: MovementLine[] }, nowMs: number, groupId: Id): RecordMovementsReply {
    if (movements.length > Math.min(linesAtMost, this.linesThrough)) throw this.#no('too_large', movements);
    if (movements.some((line) => line.note === spoiling)) throw this.#no('invalid', movements);
    return { results: movements.map((line) => this.#line(line, nowMs, groupId)) };
  }

  #line(line: MovementLine, nowMs: number, groupId: Id): MovementResult {
    const result = { id: line.id, onHand: null, warnings: [], problem: null };
    const problem = lineProblem(line, new Date(startedAtMs + nowMs));
    const fault =
      problem?.code ?? (line.code !== undefined && !this.#codes.has(line.code) ? 'unknown_code' : null);
    const standing = this.kept.get(line.id);
    if (!standing && fault !== null) return this.#refuse(result, fault);
    const fingerprint = JSON.stringify(line);
    if (standing && standing.fingerprint !== fingerprint) return this.#refuse(result, 'id_reused');
    if (standing) return { ...result, status: 'duplicate' };
    this.#keep(line.id, fingerprint, groupId, line.occurredAt);
    return { ...result, onHand: 1, status: 'recorded' };
  }

  #readings(
    path: string,
    { readings }: { readings: ReadingLine[] },
    nowMs: number,
    groupId: Id,
  ): RecordReadingsReply {
    const results = readings.map((line): RecordReadingsReply['results'][number] => {
      const { id } = line;
      const standing = this.kept.get(id);
      const fingerprint = path + JSON.stringify(line);
      const problem = standing ? null : readingProblem(line, new Date(startedAtMs + nowMs));
      const isOther = standing !== undefined && standing.fingerprint !== fingerprint;
      if (problem || isOther) {
        this.refused.add(id);
        return { id, status: 'refused', problem: problem ?? { code: 'id_reused', detail: 'No.' } };
      }
      if (standing) return { id, status: 'duplicate', problem: null };
      this.#keep(id, fingerprint, groupId, line.occurredAt);
      return { id, status: 'recorded', problem: null };
    });
    return { results };
  }

  /** What was refused of a visit may come otherwise, while what was recorded of it comes as it was. */
  #putRight(path: string, visit: RecordVisit): void {
    const standing = this.kept.get(visit.id);
    if (!standing?.isPartly || headOf(standing.fingerprint) !== headOf(path + JSON.stringify(visit))) return;
    const sent = new Map((visit.putIn ?? []).map((line) => [line.id ?? '', JSON.stringify(line)]));
    if ([...(standing.lines ?? [])].every(([id, content]) => sent.get(id) === content))
      standing.fingerprint = path + JSON.stringify(visit);
  }

  /** A visit stands, whatever its lines are; each is judged by itself, and anew when it comes again. */
  #visit({ id, putIn = [] }: RecordVisit): object {
    const isKnown = ({ code }: PutInLine) => code === undefined || this.#codes.has(code);
    const lines = putIn.map((line) =>
      isKnown(line)
        ? { status: 'recorded', problem: null }
        : { status: 'refused', problem: { code: 'unknown_code', detail: 'Refused by the model.' } },
    );
    const isPartly = lines.some(({ problem }) => problem);
    const standing = this.kept.get(id);
    if (standing) {
      standing.isPartly = isPartly;
      standing.lines = new Map(putIn.filter(isKnown).map((line) => [line.id ?? '', JSON.stringify(line)]));
    }
    if (isPartly) this.refused.add(id);
    return { visit: { id }, left: [], thrownOut: [], putIn: lines };
  }

  #single(path: string, body: { id: Id; occurredAt?: string }, nowMs: number, groupId: Id): void {
    const [, room = '', about = ''] = path.split('/');
    const standing = this.kept.get(body.id);
    const fingerprint = path + JSON.stringify(body);
    if (standing && standing.fingerprint !== fingerprint) throw this.#no('id_reused', [body]);
    if (standing) return;
    const { occurredAt } = body;
    if (occurredAt !== undefined && isAhead(new Date(occurredAt), new Date(startedAtMs + nowMs)))
      throw this.#no('invalid', [body], [{ path: 'occurredAt', code: 'in_the_future', message: 'No.' }]);
    if (room === 'counts' && linesOf(body).some(({ itemId }) => itemId === unknownItemId))
      throw this.#no('invalid', [body], [{ path: 'lines[0].itemId', code: 'unknown_item', message: 'No.' }]);
    if (about !== '' && !this.kept.has(about)) throw this.#no('not_found', [body]);
    if (room === 'items') for (const { code } of barcodesOf(body)) this.bind(code);
    this.#keep(body.id, fingerprint, groupId, occurredAt ?? null);
  }

  #keep(id: Id, fingerprint: string, groupId: Id, occurredAt: string | null): void {
    this.kept.set(id, { fingerprint, groupId, occurredAt, place: this.kept.size });
  }

  #refuse(result: Omit<MovementResult, 'status'>, code: string): MovementResult {
    if (result.id !== null) this.refused.add(result.id);
    const problem = { code: code as 'unknown_code', detail: 'Refused by the model.' };
    return { ...result, status: 'refused', problem };
  }

  /** A "no" to a whole request is the server's word on a command only where it was alone. */
  #no(
    code: 'too_large' | 'invalid' | 'id_reused' | 'not_found',
    things: readonly { id: Id }[],
    errors?: FieldError[],
  ): Problem {
    const [only] = things;
    if (only && things.length === 1) this.refused.add(only.id);
    return new Problem(code, undefined, errors);
  }
}

/** A visit without its lines. */
const headOf = (fingerprint: string) => fingerprint.replace(/"putIn":.*$/, '');

function barcodesOf(body: object): readonly { code: string }[] {
  return 'barcodes' in body ? (body.barcodes as readonly { code: string }[]) : [];
}

function linesOf(body: object): RecordCount['lines'] {
  return 'lines' in body ? (body.lines as RecordCount['lines']) : [];
}
