import { inject, Injectable } from '@angular/core';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';
import { quantityOf, type RoundLine } from './round-line';

/** A line in words with numbers: "12 black beans in · Eastside now has 46". */
@Injectable({ providedIn: 'root' })
export class LineWords {
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);

  /** What happened. */
  done(line: RoundLine): string {
    const key = line.status === 'undone' ? 'undone' : line.mode;
    return this.#language.say(`scan.done.${key}`, {
      quantity: this.#formats.quantity(quantityOf(line), line.unit),
      item: line.itemName,
      to: line.toSiteName ?? '',
    });
  }

  /** What the site has now; empty where nobody knows. */
  level(line: RoundLine): string {
    if (line.level === null || line.status === 'undone' || line.status === 'refused') return '';
    const level = this.#formats.quantity(line.level, line.unit);
    return this.#language.say('scan.nowHas', { site: line.siteName, level });
  }

  /** The lot and its dates; empty without one. */
  lot({ lot }: RoundLine): string {
    if (!lot) return '';
    const parts = [
      lot.code && this.#language.say('scan.lotCode', { code: lot.code }),
      lot.useBy && this.#language.say('scan.useByOn', { day: this.#formats.day(lot.useBy) }),
      lot.bestBy && this.#language.say('scan.bestByOn', { day: this.#formats.day(lot.bestBy) }),
    ];
    return parts.filter(Boolean).join(' · ');
  }

  warnings(line: RoundLine): string[] {
    if (line.status === 'undone') return [];
    return line.warnings.map((warning) =>
      this.#language.say(`scan.warnings.${warning}`, {
        // Whoever refuses goods is where they go; whose count is wrong is where they left.
        site: warning === 'site_refuses' ? (line.toSiteName ?? line.siteName) : line.siteName,
      }),
    );
  }

  /** Why the server refused it, and what to do. */
  refusal(line: Pick<RoundLine, 'refusal'>): string {
    const code = line.refusal?.code;
    if (!code) return '';
    const key = `scan.refusals.${refusalGroup(code)}`;
    return this.#language.say(key, { detail: line.refusal?.detail ?? '' });
  }
}

const spoken = new Set([
  'unknown_code',
  'unknown_item',
  'unknown_site',
  'in_the_future',
  'in_use',
  'already_reversed',
  'not_allowed',
]);

/** Refusals that a person can do something about have words of their own; the rest shows the server's sentence. */
function refusalGroup(code: string): string {
  return spoken.has(code) ? code : 'other';
}
