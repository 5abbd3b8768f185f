import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { KeptState } from '../forms/kept-state';
import { Language } from '../ui/language';
import { SaidLine } from '../ui/said-line';
import { TemperatureUnit } from '../ui/temperature-unit';
import type { VisitSending } from './visit-sending';

/** What became of the visit, in words, with Undo beside it. */
@Component({
  selector: 'cs-visit-done',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, KeptState, SaidLine],
  template: `
    <div class="stack" *transloco="let t">
      @let what = sending();
      @if (what.isUndone()) {
        <cs-said-line [text]="t('fridges.visit.undone')" />
      } @else {
        <cs-said-line [text]="words()" [undoable]="what.isUndoable()" (undo)="undo.emit()" />
        <cs-kept-state [keeping]="what.keeping" />
      }
      <div class="row">
        <a class="button primary" routerLink="/fridges">{{ t('fridges.title') }}</a>
        <button class="button" type="button" (click)="another.emit()">
          {{ t('fridges.visit.another') }}
        </button>
      </div>
    </div>
  `,
})
export class VisitDone {
  readonly sending = input.required<VisitSending>();
  readonly undo = output();
  readonly another = output();

  readonly #language = inject(Language);
  readonly #unit = inject(TemperatureUnit);

  /** "Oak St fridge: 4.2 °C, full, clean; 2 thrown out, 6 put in. 40 s". */
  protected readonly words = computed(() => {
    const visit = this.sending().visit();
    if (!visit) return '';
    const { celsius, fullness, condition, thrownOut, putIn, left } = visit.draft;
    const word = (key: string) => this.#language.say(key);
    const counted = (key: string, count: number) =>
      count === 0 ? [] : [this.#language.say(this.#language.plural(key, count), { count })];
    const said = [
      ...(celsius === null ? [] : [this.#unit.shown(celsius)]),
      ...(fullness === null ? [] : [word(`fridges.fullness.${fullness}`)]),
      ...(condition === null ? [] : [word(`fridges.conditions.${condition}`)]),
      ...counted('fridges.visit.countedItems', Object.keys(left).length),
      ...counted('fridges.visit.thrownOutItems', thrownOut.length),
      ...counted('fridges.visit.putInItems', putIn.length),
    ];
    const list = new Intl.ListFormat(this.#language.locale(), { type: 'unit' }).format(said);
    const values = { site: visit.siteName, what: list, seconds: visit.seconds };
    return this.#language.say('fridges.visit.done', values);
  });
}
