import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ColdReply } from '@shared/fridges/cold.contract';
import { v7 as newId } from 'uuid';
import { ColdApi } from '../api-client/cold.api';
import { Sending } from '../forms/sending';
import { InstantPipe } from '../ui/instant.pipe';
import { ProblemMessage } from '../ui/problem-message';

const hoursAgo = [0, 1, 2, 3, 6, 12] as const;

/** "There is no power here", since when; and "the power is back". */
@Component({
  selector: 'cs-power-cut-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, InstantPipe, ProblemMessage],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); send()" *transloco="let t">
      @if (cold().powerCut; as cut) {
        <p>
          <strong>{{ t('cold.power.since', { when: cut.beganAt | instant }) }}</strong>
          {{ t(cut.isFreezerFull ? 'cold.power.rulesFull' : 'cold.power.rulesHalf') }}
        </p>
      } @else {
        <div class="field">
          <label for="power-since">{{ t('cold.power.when') }}</label>
          <select class="input" id="power-since" #since (change)="hours.set(+since.value)">
            @for (one of hoursAgo; track one) {
              <option [value]="one" [selected]="one === hours()">
                {{ one === 0 ? t('cold.power.now') : t('cold.power.hoursAgo', { count: one }) }}
              </option>
            }
          </select>
        </div>
        <label class="choice">
          <input type="checkbox" [checked]="full()" (change)="full.set(box.checked)" #box />
          {{ t('cold.power.full') }}
        </label>
        <p class="soft small">{{ t('cold.power.hint') }}</p>
      }
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <div class="row">
        <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
          {{ t(cold().powerCut ? 'cold.power.back' : 'cold.power.begin') }}
        </button>
        <button class="button quiet" type="button" (click)="closed.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class PowerCutForm {
  readonly cold = input.required<ColdReply>();
  readonly changed = output();
  readonly closed = output();

  readonly #cold = inject(ColdApi);
  protected readonly hoursAgo = hoursAgo;
  protected readonly sending = new Sending();
  protected readonly hours = signal(0);
  protected readonly full = signal(false);

  protected async send(): Promise<void> {
    const { siteId, powerCut } = this.cold();
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const done = await this.sending.run(() =>
      powerCut
        ? this.#cold.endPowerCut(siteId, powerCut.id, at(0))
        : this.#cold.beginPowerCut(siteId, {
            id: newId(),
            beganAt: at(this.hours()),
            isFreezerFull: this.full(),
          }),
    );
    if (done) this.changed.emit();
  }
}
