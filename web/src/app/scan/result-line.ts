import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { mdiAlertOutline, mdiCalendarOutline, mdiUndoVariant } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LotKey } from '@shared/stock/movement-line';
import { AsOf } from '../device/as-of';
import { Announcer } from '../ui/announcer';
import { Formats } from '../ui/formats';
import { Icon } from '../ui/icon';
import { Stepper } from '../ui/stepper';
import { LineMark } from './line-mark';
import { LineWords } from './line-words';
import { LotDate } from './lot-date';
import type { RoundLine } from './round-line';
import { ScanRound } from './scan-round';

/** The last scan, large: what happened, what is there now, how many, Undo; and what a rule says about it. */
@Component({
  selector: 'cs-result-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, AsOf, Icon, LineMark, LotDate, Stepper],
  template: `
    <div
      class="result"
      [class.warned]="line().warnings.length"
      [class.refused]="line().status === 'refused'"
      *transloco="let t"
    >
      <div class="words">
        <p class="done">{{ words.done(line()) }}</p>
        @if (words.level(line()); as level) {
          <p class="level">{{ level }}</p>
          <cs-as-of />
        }
        @if (words.lot(line()); as lot) {
          <p class="lot">{{ lot }}</p>
        }
        <cs-line-mark [line]="line()" />
      </div>
      @if (line().status !== 'undone') {
        <div class="hand">
          @if (changeable()) {
            <cs-stepper
              [label]="t('scan.howMany')"
              [step]="step()"
              [value]="line().count"
              (valueChange)="round.correct(line().key, { count: $event })"
            />
            @if (line().per > 1) {
              <span class="per">{{ t('scan.timesPer', { per: perText() }) }}</span>
            } @else if (line().unit !== 'each') {
              <span class="per">{{ perText() }}</span>
            }
          }
          <button class="button undo" type="button" (click)="round.undo(line().key)">
            <cs-icon [path]="undoIcon" />{{ t('ui.undo') }}
          </button>
        </div>
      }
      @for (warning of words.warnings(line()); track warning) {
        <p class="warning"><cs-icon [path]="alert" />{{ warning }}</p>
      }
      @if (line().status === 'refused') {
        <p class="warning"><cs-icon [path]="alert" />{{ words.refusal(line()) }}</p>
      }
      @if (asideable()) {
        <button class="button" type="button" (click)="round.putAside(line().key)">
          {{ t('scan.putAside') }}
        </button>
      }
      @if (dateable()) {
        @defer (when dating(); prefetch on idle) {
          @if (dating()) {
            <cs-lot-date [lot]="line().lot" (chosen)="date($event)" (closed)="dating.set(false)" />
          }
        }
        @if (!dating()) {
          <button class="button quiet" type="button" (click)="dating.set(true)">
            <cs-icon [path]="calendar" />{{ t(line().lot ? 'scan.changeDate' : 'scan.addDate') }}
          </button>
        }
      }
    </div>
  `,
  styleUrl: './result-line.scss',
})
export class ResultLine {
  readonly line = input.required<RoundLine>();

  readonly #announcer = inject(Announcer);
  readonly #formats = inject(Formats);
  protected readonly round = inject(ScanRound);
  protected readonly words = inject(LineWords);
  protected readonly dating = signal(false);
  protected readonly undoIcon = mdiUndoVariant;
  protected readonly alert = mdiAlertOutline;
  protected readonly calendar = mdiCalendarOutline;

  protected readonly changeable = computed(() => ['waiting', 'done'].includes(this.line().status));
  protected readonly step = computed(() => (this.line().unit === 'each' || this.line().per > 1 ? 1 : 100));
  protected readonly perText = computed(() => {
    const { per, count, unit } = this.line();
    return this.#formats.quantity(per > 1 ? per : count, unit);
  });
  /** Most donations have a date printed: asked for in "in" only, and never needed. */
  protected readonly dateable = computed(() => this.line().mode === 'in' && this.changeable());
  protected readonly asideable = computed(
    () =>
      this.changeable() &&
      this.line().mode !== 'waste' &&
      this.line().warnings.some((warning) => warning !== 'below_zero' && warning !== 'late'),
  );
  readonly #key = computed(() => this.line().key);
  readonly #spoken = computed(() => {
    const line = this.line();
    return [
      this.words.done(line),
      this.words.level(line),
      ...this.words.warnings(line),
      this.words.refusal(line),
    ]
      .filter(Boolean)
      .join('. ');
  });

  constructor() {
    effect(() => this.#announcer.say(this.#spoken()));
    effect(() => {
      this.#key();
      untracked(() => this.dating.set(false));
    });
  }

  protected date(lot: LotKey | null): void {
    void this.round.correct(this.line().key, { lot });
    this.dating.set(false);
  }
}
