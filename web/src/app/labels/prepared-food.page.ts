import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  type Allergen,
  AllergenAnswer,
  allergensOf,
  discardAfter,
  type Kitchen,
  kitchens,
  type PreparedFoodLanguage,
  preparedFoodLanguages,
  preparedFoodSizes,
  PrintPreparedFood,
} from '@shared/labels/prepared-food.contract';
import { dayOf, isDay } from '@shared/words/day';
import { LabelsApi } from '../api-client/labels.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { DayPipe } from '../ui/day.pipe';
import { remember, remembered } from '../ui/device-memory';
import { Language, languages } from '../ui/language';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Stepper } from '../ui/stepper';

/** `/labels/prepared-food`: contents, made on, allergens; the day it goes is worked out. Nothing of it is kept. */
@Component({
  selector: 'cs-prepared-food-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, DayPipe, FieldProblem, PageHeader, ProblemMessage, SaidLine, Stepper],
  templateUrl: './prepared-food.page.html',
  styleUrl: './prepared-food.page.scss',
})
export class PreparedFoodPage {
  readonly #labels = inject(LabelsApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  readonly #preset = computed(() => this.#session.group()?.preset ?? 'us');
  protected readonly sending = new Sending();
  protected readonly allergens = computed(() => allergensOf[this.#preset()]);
  protected readonly sizes = preparedFoodSizes;
  protected readonly kitchens = kitchens;
  protected readonly offered = languages.filter(({ code }) => preparedFoodLanguages.includes(code));

  protected readonly contents = signal('');
  protected readonly madeOn = signal(dayOf(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone));
  protected readonly answers = signal<Readonly<Partial<Record<Allergen, boolean>>>>({});
  protected readonly kitchen = signal<Kitchen | null>(null);
  protected readonly keepCold = signal(true);
  protected readonly size = signal(
    preparedFoodSizes.find((one) => one === remembered('prepared-food-size')) ?? '62x100',
  );
  protected readonly spoken = signal<readonly PreparedFoodLanguage[]>([this.#language.code()]);
  protected readonly copies = signal(1);
  protected readonly keepsDays = signal(
    usualDays(remembered('prepared-food-days')) ?? (this.#preset() === 'us' ? 4 : 1),
  );
  protected readonly goesOn = computed(() =>
    isDay(this.madeOn()) ? discardAfter(this.madeOn(), this.keepsDays()) : null,
  );
  protected readonly made = signal<string | null>(null);

  constructor() {
    effect((onCleanup) => {
      const made = this.made();
      onCleanup(() => made && URL.revokeObjectURL(made));
    });
  }

  protected answer(allergen: Allergen, isInIt: boolean | undefined): void {
    this.answers.update(({ [allergen]: _, ...others }) =>
      isInIt === undefined ? others : { ...others, [allergen]: isInIt },
    );
  }

  protected speak(language: PreparedFoodLanguage, on: boolean): void {
    this.spoken.update((all) => {
      const others = all.filter((one) => one !== language);
      return on ? [...others, language] : others.length > 0 ? others : all;
    });
  }

  protected async print(): Promise<void> {
    this.made.set(null);
    const kitchen = this.kitchen();
    const request = Object.assign(new PrintPreparedFood(), {
      ...{ contents: this.contents().trim(), madeOn: this.madeOn(), keepCold: this.keepCold() },
      ...{
        size: this.size(),
        languages: [...this.spoken()],
        copies: this.copies(),
        keepsDays: this.keepsDays(),
      },
      ...(kitchen ? { kitchen } : {}),
      allergens: Object.entries(this.answers()).map(([allergen, isInIt]) =>
        Object.assign(new AllergenAnswer(), { allergen, isInIt }),
      ),
    });
    const done = await this.sending.send(request, async () => {
      this.made.set(URL.createObjectURL(await this.#labels.preparedFood(request)));
    });
    if (!done) return;
    remember('prepared-food-size', this.size());
    remember('prepared-food-days', String(this.keepsDays()));
  }
}

function usualDays(text: string | null): number | null {
  return text !== null && /^[1-7]$/.test(text) ? Number(text) : null;
}
