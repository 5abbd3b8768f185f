import { inject, Injectable } from '@angular/core';
import type { ReadingLine, ReadingProblemCode } from '@shared/fridges/reading-line';
import type { RecordVisit } from '@shared/fridges/visits.contract';
import type { LineProblemCode } from '@shared/stock/movement-line';
import type { ProblemCode } from '@shared/words/problem';
import type { Command, OutboxEntry, RefusedLine, Refusal } from '../outbox/outbox-entry';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';
import { TemperatureUnit } from '../ui/temperature-unit';

/** What of a command may be put right by hand. */
export type Remedy = 'item' | 'quantity' | 'site' | 'date' | 'time' | 'temperature' | 'visit';

interface Explanation {
  /** Its message under `outbox.refusals`. */
  readonly words: string;
  readonly remedy?: Remedy;
}

const versions = { words: 'versions' };

/** Every "no" that an entry may meet, and what helps. One that is not here shows the server's own sentence. */
const explanations: Partial<
  Record<LineProblemCode | ReadingProblemCode | ProblemCode | 'no_fridge', Explanation>
> = {
  unknown_code: { words: 'unknown_code', remedy: 'item' },
  unknown_item: { words: 'unknown_item', remedy: 'item' },
  unknown_site: { words: 'unknown_site', remedy: 'site' },
  invalid_code: { words: 'unknown_code', remedy: 'item' },
  invalid_item: { words: 'unknown_item', remedy: 'item' },
  invalid_site: { words: 'unknown_site', remedy: 'site' },
  no_fridge: { words: 'no_fridge', remedy: 'site' },
  sites_do_not_fit: { words: 'sites_do_not_fit', remedy: 'site' },
  same_site: { words: 'same_site', remedy: 'site' },
  invalid_quantity: { words: 'quantity', remedy: 'quantity' },
  invalid_packs: { words: 'quantity', remedy: 'quantity' },
  impossible_date: { words: 'date', remedy: 'date' },
  invalid_lot: { words: 'date', remedy: 'date' },
  in_the_future: { words: 'in_the_future', remedy: 'time' },
  invalid_instant: { words: 'in_the_future', remedy: 'time' },
  invalid_temperature: { words: 'temperature', remedy: 'temperature' },
  id_reused: { words: 'id_reused' },
  in_use: { words: 'in_use' },
  already_reversed: { words: 'already_reversed' },
  not_reversible: { words: 'not_reversible' },
  not_found: { words: 'not_found' },
  not_allowed: { words: 'not_allowed' },
  recipient_identity: { words: 'recipient_identity' },
  unexpected: { words: 'unexpected' },
  ...{ not_an_object: versions, unknown_field: versions, invalid_id: versions, invalid_reason: versions },
  ...{ item_or_code: versions, malformed: versions, other_origin: versions },
};

/** Of what is about a site it is the site that is not there: nothing else is named by it. */
const aboutSites: typeof explanations = { not_found: { words: 'unknown_site', remedy: 'site' } };

type Refused = Pick<OutboxEntry, 'command' | 'refusal'>;

function explained({ command, refusal }: Refused): Explanation | undefined {
  const known: Readonly<Record<string, Explanation | undefined>> =
    command.kind === 'reading' || command.kind === 'count'
      ? { ...explanations, ...aboutSites }
      : explanations;
  return known[refusal?.code ?? ''];
}

/** What may be put right of each kind of command. */
const remediesOf: Partial<Record<Command['kind'], readonly Remedy[]>> = {
  movement: ['item', 'quantity', 'site', 'date', 'time'],
  missed_ask: ['item', 'quantity', 'site', 'time'],
  count: ['item', 'site', 'time'],
  reading: ['site', 'time', 'temperature'],
  visit: ['site', 'time'],
};

/** What may be put right of a refused entry; null where only time, another person or giving up helps. */
export function remedyOf(entry: Refused): Remedy | null {
  const explanation = explained(entry);
  const { remedy } = explanation ?? {};
  const { command, refusal } = entry;
  if (command.kind === 'visit') return remedyOfVisit(command.request, refusal, explanation);
  // Which of several it is, nobody can say here.
  if (remedy === 'item' && command.kind === 'count' && command.request.lines.length > 1) return null;
  return remedy && remediesOf[command.kind]?.includes(remedy) ? remedy : null;
}

/** Of one that stands, its lines; they are put right in the form that it was made with, as is what else was wrong with one. */
function remedyOfVisit(
  { thrownOut = [], putIn = [] }: RecordVisit,
  refusal: Refusal | null,
  explanation: Explanation | undefined,
): Remedy | null {
  // The server knows lines by their ids, and those of an earlier version of the app have none.
  if (refusal?.lines) return [...thrownOut, ...putIn].every(({ id }) => id !== undefined) ? 'visit' : null;
  if (!explanation) return 'visit';
  const { remedy } = explanation;
  if (!remedy) return null;
  return remediesOf.visit?.includes(remedy) ? remedy : 'visit';
}

/** Entries and refusals in words. */
@Injectable({ providedIn: 'root' })
export class RefusalWords {
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);
  readonly #temperatures = inject(TemperatureUnit);

  what({ command, about }: Pick<OutboxEntry, 'command' | 'about'>): string {
    return this.#language.say(`outbox.kinds.${command.kind}`, {
      quantity: this.#formats.quantity(about.quantity, about.unit),
      item: about.itemName,
      site: about.siteName,
      ...(command.kind === 'reading' ? this.#read(command.line) : {}),
    });
  }

  why(entry: Refused): string {
    const { detail = '', lines = [] } = entry.refusal ?? {};
    const why = this.#language.say(`outbox.refusals.${explained(entry)?.words ?? 'other'}`, { detail });
    const count = lines.length;
    return count === 0
      ? why
      : this.#language.say(this.#language.plural('outbox.partly', count), { count, why });
  }

  /** Why one line of a visit was refused. */
  whyLine(command: Command, line: RefusedLine): string {
    return this.why({ command, refusal: { code: line.code, detail: line.detail } });
  }

  /** "3 h", "20 min", "2 d": by how much a clock is wrong. */
  span(ms: number): string {
    const minutes = Math.round(Math.abs(ms) / 60_000);
    const [unit, count] =
      minutes < 90
        ? ['minutes', minutes]
        : minutes < 48 * 60
          ? ['hours', Math.round(minutes / 60)]
          : ['days', Math.round(minutes / 1_440)];
    return this.#language.say(`outbox.${unit}`, { count: this.#formats.number(Number(count)) });
  }

  #read({ celsius, probe = 'fridge' }: ReadingLine): { degrees: string; probe: string } {
    return { degrees: this.#temperatures.shown(celsius), probe: this.#language.say(`cold.probes.${probe}`) };
  }
}
