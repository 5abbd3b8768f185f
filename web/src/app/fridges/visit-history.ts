import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ReverseVisit, type VisitReply } from '@shared/fridges/visits.contract';
import type { MovementReply } from '@shared/stock/stock.contract';
import { v7 as newId } from 'uuid';
import { FridgesApi } from '../api-client/fridges.api';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { Formats } from '../ui/formats';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';
import { TemperatureUnit } from '../ui/temperature-unit';
import { FullnessMark } from './fullness-mark';

/** Visits shown at first, and with each wish for more. */
const step = 5;

type Part = 'thrownOut' | 'putIn' | 'taken' | 'brought';

/** Visits to a fridge, newest first: what was seen and moved, and what follows from it, marked as such. */
@Component({
  selector: 'cs-visit-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FullnessMark, InstantPipe, ProblemMessage],
  template: `
    <ol class="plain-list" *transloco="let t">
      @for (visit of shown(); track visit.id) {
        <li class="panel" [class.gone]="visit.reversedAt">
          <p class="when">
            <strong
              ><time [attr.datetime]="visit.occurredAt">{{ visit.occurredAt | instant }}</time></strong
            >
            <span class="soft small">{{ visit.memberName ?? t('stock.history.nobody') }}</span>
            @if (visit.reversedAt) {
              <span class="soft small">{{ t('stock.history.undone') }}</span>
            }
          </p>
          <p class="marks">
            @if (visit.fullness !== null) {
              <cs-fullness-mark [value]="visit.fullness" />
            }
            @if (visit.condition; as condition) {
              <span>{{ t('fridges.conditions.' + condition) }}</span>
            }
            @for (one of visit.temperatures; track $index) {
              <span>{{ t('fridges.probes.' + one.probe) }} {{ unit.shown(one.celsius) }}</span>
            }
          </p>
          @for (part of parts; track part) {
            @if (said(visit, part); as goods) {
              <p>
                <span class="soft">{{ t('fridges.history.' + part) }}:</span> {{ goods }}
              </p>
            }
          }
          @if (visit.note) {
            <p>“{{ visit.note }}”</p>
          }
          @if (visit.photoId; as photo) {
            <img [src]="photoAddress(photo)" [alt]="t('fridges.history.photoAlt')" loading="lazy" />
          }
          @if (!visit.reversedAt && steward()) {
            @if (asking() === visit.id) {
              <form (submit)="$event.preventDefault(); undo(visit, why.value)">
                <label [for]="'why-' + visit.id">{{ t('stock.history.why') }}</label>
                <input class="input" maxlength="500" [id]="'why-' + visit.id" #why />
                @if (sending.failure(); as failure) {
                  <cs-problem-message [failure]="failure" />
                }
                <div class="row">
                  <button
                    class="button primary"
                    type="submit"
                    [attr.aria-disabled]="sending.busy() || !why.value.trim()"
                  >
                    {{ t('stock.history.undoIt') }}
                  </button>
                  <button class="button quiet" type="button" (click)="asking.set(null)">
                    {{ t('ui.cancel') }}
                  </button>
                </div>
              </form>
            } @else {
              <button
                class="button quiet"
                type="button"
                [attr.aria-label]="t('fridges.history.undo', { when: visit.occurredAt | instant })"
                (click)="asking.set(visit.id)"
              >
                {{ t('ui.undo') }}
              </button>
            }
          }
        </li>
      } @empty {
        <li class="soft">{{ t('fridges.neverVisited') }}</li>
      }
    </ol>
    @if (hasEarlier()) {
      <button class="button quiet" type="button" (click)="atMost.set(atMost() + step)" *transloco="let t">
        {{ t('fridges.history.earlier') }}
      </button>
    }
  `,
  styles: `
    ol {
      display: grid;
      gap: var(--space-3);
    }
    .panel,
    form {
      display: grid;
      gap: var(--space-2);
      justify-items: start;
    }
    p {
      margin: 0;
    }
    .gone {
      border-style: dashed;
    }
    .when,
    .marks {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-4);
    }
    img {
      max-block-size: 12rem;
      max-inline-size: 100%;
      border-radius: var(--radius);
    }
  `,
})
export class VisitHistory {
  readonly visits = input.required<readonly VisitReply[]>();
  readonly undone = output();

  readonly #fridges = inject(FridgesApi);
  readonly #formats = inject(Formats);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly unit = inject(TemperatureUnit);
  protected readonly parts: readonly Part[] = ['thrownOut', 'putIn', 'taken', 'brought'];
  protected readonly step = step;
  protected readonly atMost = signal(step);
  protected readonly shown = computed(() => this.visits().slice(0, this.atMost()));
  protected readonly hasEarlier = computed(() => this.shown().length < this.visits().length);
  protected readonly sending = new Sending();
  protected readonly asking = signal<string | null>(null);
  protected readonly steward = () => this.#session.can('steward');

  protected photoAddress(photoId: string): string {
    return this.#fridges.photoAddress(photoId);
  }

  /** "6 milk, 2 bread": summed by item. */
  protected said(visit: VisitReply, part: Part): string {
    const sums = new Map<string, MovementReply>();
    for (const one of movementsOf(visit, part)) {
      const before = sums.get(one.itemId)?.quantity ?? 0;
      sums.set(one.itemId, { ...one, quantity: before + one.quantity });
    }
    const words = [...sums.values()].map(
      ({ itemName, quantity, unit }) => `${this.#formats.quantity(quantity, unit)} ${itemName}`,
    );
    return new Intl.ListFormat(this.#language.locale(), { type: 'unit' }).format(words);
  }

  protected async undo(visit: VisitReply, why: string): Promise<void> {
    const request = Object.assign(new ReverseVisit(), { id: newId(), note: why.trim() });
    if (await this.sending.send(request, () => this.#fridges.reverse(visit.id, request))) {
      this.asking.set(null);
      this.undone.emit();
    }
  }
}

function movementsOf(visit: VisitReply, part: Part): readonly MovementReply[] {
  if (part === 'thrownOut' || part === 'putIn') return visit[part];
  return visit.inferred.filter(({ reason }) => (reason === 'distribution') === (part === 'taken'));
}
