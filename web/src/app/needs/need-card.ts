import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CountNeed, type DecideNeed, type NeedReply } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { NeedsApi } from '../api-client/needs.api';
import { ItemPicker } from '../forms/item-picker';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { FigurePipe } from '../ui/figure.pipe';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';
import { RelativePipe } from '../ui/relative.pipe';
import { Stepper } from '../ui/stepper';

/** One need: what was asked for, by how many, and what a steward makes of it. */
@Component({
  selector: 'cs-need-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe, ItemPicker, ProblemMessage, RelativePipe, Stepper],
  templateUrl: './need-card.html',
  styleUrl: './need-card.scss',
})
export class NeedCard {
  readonly need = input.required<NeedReply>();
  /** Needs of the same site, to say that it is the same as one of them. */
  readonly others = input.required<readonly NeedReply[]>();
  /** The sentence about what was decided. */
  readonly decided = output<string>();

  readonly #needs = inject(NeedsApi);
  readonly #language = inject(Language);
  readonly #session = inject(Session);
  readonly #askId = newId();
  protected readonly sending = new Sending();
  protected readonly steward = computed(() => this.#session.can('steward'));
  protected readonly name = computed(() => nameOf(this.need()));
  protected readonly quantity = signal(1);
  protected readonly open = signal<'match' | 'merge' | 'count' | null>(null);
  protected readonly nameOf = nameOf;

  protected toggle(part: 'match' | 'merge' | 'count'): void {
    this.quantity.set(this.need().asked);
    this.open.update((open) => (open === part ? null : part));
  }

  protected decide(request: DecideNeed, said: string): Promise<void> {
    return this.#send(said, () => this.#needs.decide(this.need().id, request));
  }

  protected match(itemId: Id): Promise<void> {
    return this.decide({ itemId, state: 'shown' }, 'needs.said.matched');
  }

  protected merge(intoId: Id): Promise<void> {
    return this.#send('needs.said.merged', () => this.#needs.merge(this.need().id, intoId));
  }

  protected count(): Promise<void> {
    const request = Object.assign(new CountNeed(), { id: this.#askId, quantity: this.quantity() });
    return this.#send('needs.said.counted', () => this.#needs.count(this.need().id, request));
  }

  async #send(said: string, job: () => Promise<unknown>): Promise<void> {
    if (!(await this.sending.run(job))) return;
    this.open.set(null);
    this.decided.emit(this.#language.say(said, { need: this.name() }));
  }
}

function nameOf(need: NeedReply): string {
  return need.itemName ?? need.categoryName ?? need.text ?? '';
}
