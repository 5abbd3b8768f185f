import { inject, Injectable } from '@angular/core';
import type { LineProblemCode } from '@shared/stock/movement-line';
import type { ProblemCode } from '@shared/words/problem';
import type { Command, OutboxEntry } from '../outbox/outbox-entry';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';

/** What of a command may be put right by hand. */
export type Remedy = 'item' | 'quantity' | 'site' | 'date' | 'time';

interface Explanation {
  /** Its message under `outbox.refusals`. */
  readonly words: string;
  readonly remedy?: Remedy;
}

const versions = { words: 'versions' };

/** Every "no" that an entry may meet, and what helps. One that is not here shows the server's own sentence. */
const explanations: Partial<Record<LineProblemCode | ProblemCode, Explanation>> = {
  unknown_code: { words: 'unknown_code', remedy: 'item' },
  unknown_item: { words: 'unknown_item', remedy: 'item' },
  unknown_site: { words: 'unknown_site', remedy: 'site' },
  invalid_code: { words: 'unknown_code', remedy: 'item' },
  invalid_item: { words: 'unknown_item', remedy: 'item' },
  invalid_site: { words: 'unknown_site', remedy: 'site' },
  sites_do_not_fit: { words: 'sites_do_not_fit', remedy: 'site' },
  same_site: { words: 'same_site', remedy: 'site' },
  invalid_quantity: { words: 'quantity', remedy: 'quantity' },
  invalid_packs: { words: 'quantity', remedy: 'quantity' },
  impossible_date: { words: 'date', remedy: 'date' },
  invalid_lot: { words: 'date', remedy: 'date' },
  in_the_future: { words: 'in_the_future', remedy: 'time' },
  invalid_instant: { words: 'in_the_future', remedy: 'time' },
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

const explained = (code: string): Explanation | undefined =>
  (explanations as Readonly<Record<string, Explanation | undefined>>)[code];

/** What may be put right of a refused entry; null where only time, another person or giving up helps. */
export function remedyOf({ command, refusal }: OutboxEntry): Remedy | null {
  const remedy = explained(refusal?.code ?? '')?.remedy ?? null;
  return remedy !== null && canBePutRight(command) ? remedy : null;
}

const canBePutRight = (command: Command) => command.kind === 'movement' || command.kind === 'missed_ask';

/** Entries and refusals in words. */
@Injectable({ providedIn: 'root' })
export class RefusalWords {
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);

  what({ command, about }: Pick<OutboxEntry, 'command' | 'about'>): string {
    return this.#language.say(`outbox.kinds.${command.kind}`, {
      quantity: this.#formats.quantity(about.quantity, about.unit),
      item: about.itemName,
      site: about.siteName,
    });
  }

  why({ refusal }: OutboxEntry): string {
    const { code = '', detail = '' } = refusal ?? {};
    return this.#language.say(`outbox.refusals.${explained(code)?.words ?? 'other'}`, { detail });
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
}
