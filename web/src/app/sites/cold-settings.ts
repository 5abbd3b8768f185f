import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { TranslocoDirective } from '@jsverse/transloco';
import { ChangeSiteCold, type ColdLimitsReply, type ColdReply } from '@shared/fridges/cold.contract';
import { ColdApi } from '../api-client/cold.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';

/** A limit's field: its name in the request, and its words. */
const limits = [
  { name: 'fridgeCelsius', words: 'fridge' },
  { name: 'freezerCelsius', words: 'freezer' },
  { name: 'allowedMinutes', words: 'allowed' },
  { name: 'hotAllowedMinutes', words: 'hot' },
  { name: 'preparedFoodDays', words: 'prepared' },
] as const satisfies readonly { name: keyof ColdLimitsReply; words: string }[];

/** What holds at one site: temperature limits, days of prepared food, how often it is visited, what it accepts. */
@Component({
  selector: 'cs-cold-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ReactiveFormsModule, TranslocoDirective, FieldProblem, ProblemMessage, SaidLine],
  template: `
    <details class="panel" *transloco="let t">
      <summary>
        <h2>{{ t('cold.settings.heading') }}</h2>
      </summary>
      @if (cold(); as one) {
        <form class="stack" [formGroup]="form()" (ngSubmit)="save()" novalidate>
          <p class="soft">{{ t('cold.settings.lead') }}</p>
          @for (limit of limits; track limit.name) {
            <div class="field">
              <label [for]="'cold-' + limit.words">{{ t('cold.settings.' + limit.words) }}</label>
              <input
                class="input"
                [id]="'cold-' + limit.words"
                inputmode="decimal"
                [formControlName]="limit.name"
                [attr.aria-describedby]="'cold-' + limit.words + '-hint cold-' + limit.words + '-wrong'"
                [attr.aria-invalid]="sending.broken()[limit.name] ? 'true' : null"
              />
              <p class="hint" [id]="'cold-' + limit.words + '-hint'">
                {{ t('cold.settings.usual', { value: one.limits[limit.name] }) }}
              </p>
              <cs-field-problem
                [fieldId]="'cold-' + limit.words + '-wrong'"
                [rules]="sending.broken()[limit.name] ?? []"
              />
            </div>
          }
          <div class="field">
            <label for="cold-visits">{{ t('cold.settings.visits') }}</label>
            <input
              class="input"
              id="cold-visits"
              inputmode="numeric"
              formControlName="visitEveryHours"
              aria-describedby="cold-visits-wrong"
              [attr.aria-invalid]="sending.broken()['visitEveryHours'] ? 'true' : null"
            />
            <cs-field-problem
              fieldId="cold-visits-wrong"
              [rules]="sending.broken()['visitEveryHours'] ?? []"
            />
          </div>
          <div class="field">
            <label for="cold-accepts">{{ t('cold.settings.accepts') }}</label>
            <textarea
              class="input"
              id="cold-accepts"
              rows="3"
              maxlength="500"
              formControlName="acceptsNote"
            ></textarea>
          </div>
          @if (said(); as text) {
            <cs-said-line [text]="text" />
          }
          @if (sending.failure(); as failure) {
            <cs-problem-message [failure]="failure" />
          }
          <button class="button" type="submit" [attr.aria-disabled]="sending.busy()">
            {{ t('cold.settings.save') }}
          </button>
        </form>
      }
    </details>
  `,
  styles: `
    summary {
      min-block-size: var(--target);
      padding-block: var(--space-2);
      cursor: pointer;
    }
    summary h2 {
      display: inline;
    }
  `,
})
export class ColdSettings {
  readonly siteId = input.required<string>();

  readonly #cold = inject(ColdApi);
  readonly #language = inject(Language);
  protected readonly limits = limits;
  protected readonly sending = new Sending();
  protected readonly said = signal('');
  protected readonly found = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#cold.of(params),
  });
  protected readonly cold = lastValue(this.found);
  protected readonly form = linkedSignal(() => settingsForm(this.cold()));

  protected async save(): Promise<void> {
    const said = this.form().getRawValue();
    const request = Object.assign(new ChangeSiteCold(), {
      ...Object.fromEntries(limits.map(({ name }) => [name, numberOf(said[name])])),
      visitEveryHours: numberOf(said.visitEveryHours) ?? 24,
      acceptsNote: said.acceptsNote.trim() || null,
    });
    if (!(await this.sending.send(request, () => this.#cold.change(this.siteId(), request)))) return;
    this.said.set(this.#language.say('cold.settings.saved'));
    this.found.reload();
  }
}

function settingsForm(cold: ColdReply | undefined) {
  const text = (value: string | number | null | undefined) =>
    new FormControl(String(value ?? ''), { nonNullable: true });
  return new FormGroup({
    fridgeCelsius: text(cold?.own.fridgeCelsius),
    freezerCelsius: text(cold?.own.freezerCelsius),
    allowedMinutes: text(cold?.own.allowedMinutes),
    hotAllowedMinutes: text(cold?.own.hotAllowedMinutes),
    preparedFoodDays: text(cold?.own.preparedFoodDays),
    visitEveryHours: text(cold?.visitEveryHours),
    acceptsNote: text(cold?.acceptsNote),
  });
}

/** A number as typed, with a comma or a point; null for nothing. What is no number stays one that breaks the rule. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return plain === '' ? null : Number(plain);
}
