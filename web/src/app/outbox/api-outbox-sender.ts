import type { RecordReadingsReply } from '@shared/fridges/readings.contract';
import type { RecordVisit, RecordVisitReply } from '@shared/fridges/visits.contract';
import type { RecordMovementsReply, ReversalReply } from '@shared/stock/stock.contract';
import type { CountReply, RecordCount } from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Api } from '../api-client/api';
import { type Command, idOf, type Refusal } from './outbox-entry';
import type { Answer, Outcome, OutboxSender } from './outbox-sender';

/** Problems that say "not now" of a request that is right. */
const passing = new Set(['too_many', 'busy', 'database_away', 'unexpected']);

/**
 * A request without an answer holds up everything behind it, in all tabs: phones that change networks leave such requests behind.
 * Long enough for 500 lines over a very slow line.
 */
const patienceMs = 90_000;

/** Sends commands over the public API. */
export class ApiOutboxSender implements OutboxSender {
  readonly #api: Pick<Api, 'post' | 'put'>;
  /** Made anew for each request: when to give up on it. */
  readonly #patience: () => AbortSignal;

  constructor(api: Pick<Api, 'post' | 'put'>, patience = () => AbortSignal.timeout(patienceMs)) {
    this.#api = api;
    this.#patience = patience;
  }

  async send(commands: readonly Command[], groupId: Id): Promise<Answer> {
    try {
      return { kind: 'answered', outcomes: await this.#outcomes(commands, groupId) };
    } catch (error) {
      return answerIn(error);
    }
  }

  async #outcomes(commands: readonly Command[], groupId: Id): Promise<Outcome[]> {
    const lines = commands.flatMap((command) => (command.kind === 'movement' ? [command.line] : []));
    if (lines.length > 0) return this.#movements(lines, groupId);
    const [command] = commands;
    if (!command) return [];
    if (command.kind === 'visit') return [await this.#visit(command.request, groupId)];
    if (command.kind === 'count') return [await this.#count(command.request, groupId)];
    if (command.kind === 'reading') return this.#reading(command, groupId);
    // What answers for everything in a café says nothing of this command.
    const reply = await this.#one(command, groupId);
    if (!isReply(reply)) throw new TypeError('This is no answer to a command.');
    const onHand = command.kind === 'reversal' ? ((reply as Partial<ReversalReply>).onHand ?? null) : null;
    return [{ id: idOf(command), status: 'recorded', onHand, warnings: [], refusal: null }];
  }

  async #movements(movements: object[], groupId: Id): Promise<Outcome[]> {
    const { results } = await this.#api.post<RecordMovementsReply>(
      '/movements',
      { movements },
      this.#patience(),
      groupId,
    );
    return results.flatMap(({ id, status, onHand, warnings, problem }) =>
      id === null || !statuses.has(status) ? [] : [{ id, status, onHand, warnings, refusal: problem }],
    );
  }

  async #reading({ siteId, line }: Extract<Command, { kind: 'reading' }>, groupId: Id): Promise<Outcome[]> {
    const { results } = await this.#api.post<RecordReadingsReply>(
      `/sites/${siteId}/readings`,
      { readings: [line] },
      this.#patience(),
      groupId,
    );
    return results.flatMap(({ id, status, problem }) =>
      id === null || !statuses.has(status)
        ? []
        : [{ id, status, onHand: null, warnings: [], refusal: problem }],
    );
  }

  /** A visit stands whatever its lines are; one of them that was refused keeps the entry where somebody looks at it. */
  async #visit(request: RecordVisit, groupId: Id): Promise<Outcome> {
    const { visit, ...parts } = await this.#api.post<RecordVisitReply>(
      '/visits',
      request,
      this.#patience(),
      groupId,
    );
    const lines = (['left', 'thrownOut', 'putIn'] as const).flatMap((part) =>
      parts[part].flatMap(({ problem }, at) => (problem ? [{ ...problem, part, at }] : [])),
    );
    const [first] = lines;
    const refusal = first ? { code: first.code, detail: first.detail, lines } : null;
    const status = refusal ? 'refused' : 'recorded';
    // What is no reply to a visit has no id here, and is asked for again.
    return { id: visit.id && request.id, status, onHand: null, warnings: [], refusal };
  }

  async #count(request: RecordCount, groupId: Id): Promise<Outcome> {
    const { id, lines } = await this.#api.post<CountReply>('/counts', request, this.#patience(), groupId);
    const [line, ...others] = lines;
    const only = others.length === 0 ? line : undefined;
    const undone = only?.movementId ? { movementId: only.movementId } : {};
    // What is no reply to a count has no id here, and is asked for again.
    return {
      ...{ id: id && request.id, status: 'recorded', onHand: only?.onHand ?? null },
      ...{ warnings: [], refusal: null, ...undone },
    };
  }

  async #one(
    command: Exclude<Command, { kind: 'visit' | 'reading' | 'count' }>,
    groupId: Id,
  ): Promise<unknown> {
    switch (command.kind) {
      case 'movement':
        return this.#movements([command.line], groupId);
      case 'reversal':
        return this.#api.post(
          `/movements/${command.movementId}/reversal`,
          command.request,
          this.#patience(),
          groupId,
        );
      case 'visit_reversal':
        return this.#api.post(
          `/visits/${command.visitId}/reversal`,
          command.request,
          this.#patience(),
          groupId,
        );
      case 'missed_ask':
        return this.#api.post('/missed-asks', command.request, this.#patience(), groupId);
      case 'new_item':
        return this.#api.post('/items', command.request, this.#patience(), groupId);
      case 'bind_code':
        return this.#api.put(
          `/items/${command.itemId}/barcodes/${encodeURIComponent(command.code)}`,
          { packQuantity: command.packQuantity },
          this.#patience(),
          groupId,
        );
    }
  }
}

const statuses = new Set(['recorded', 'duplicate', 'refused']);

/** Whatever is made or changed is answered as a thing with an id. */
function isReply(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'id' in reply;
}

function answerIn(error: unknown): Answer {
  // No answer, or one that cannot be understood: send it again later.
  if (!(error instanceof Problem)) return { kind: 'later', afterMs: null };
  if (error.code === 'not_signed_in') return { kind: 'signed_out' };
  if (passing.has(error.code)) {
    return {
      kind: 'later',
      afterMs: error.retryAfterSeconds === undefined ? null : error.retryAfterSeconds * 1000,
    };
  }
  return { kind: 'unreadable', refusal: refusalIn(error) };
}

/** Where one field alone is wrong, what is wrong with it says more than that some are. */
function refusalIn({ code, detail, errors = [] }: Problem): Refusal {
  const [only, ...others] = errors;
  return code === 'invalid' && only && others.length === 0
    ? { code: only.code, detail: `${only.path}: ${only.message}` }
    : { code, detail };
}
