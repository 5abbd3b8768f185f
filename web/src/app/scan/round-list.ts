import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { mdiUndoVariant } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { FigurePipe } from '../ui/figure.pipe';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { LineMark } from './line-mark';
import { LineWords } from './line-words';
import { ScanRound } from './scan-round';

const shownFirst = 5;

/** Everything scanned in this round, newest first, each with its mark and Undo. */
@Component({
  selector: 'cs-round-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe, Icon, LineMark],
  template: `
    <section aria-labelledby="round-heading" *transloco="let t">
      <div class="head">
        <h2 id="round-heading">{{ t('scan.round') }}</h2>
        <p>
          {{ t(language.plural('scan.scans', round.totalScans()), { count: round.totalScans() | figure }) }}
        </p>
      </div>
      <ol class="plain-list" reversed>
        @for (line of shown(); track line.key) {
          <li [class.undone]="line.status === 'undone'">
            <div class="what">
              <span class="done">{{ words.done(line) }}</span>
              <span class="soft small">
                {{ words.level(line) }}
                @if (words.lot(line); as lot) {
                  {{ lot }}
                }
              </span>
              @for (warning of words.warnings(line); track warning) {
                <span class="warning small">{{ warning }}</span>
              }
              @if (line.refusal) {
                <span class="warning small">{{ words.refusal(line) }}</span>
              }
              <cs-line-mark [line]="line" />
            </div>
            @if (line.status !== 'undone') {
              <button
                class="button quiet"
                type="button"
                [attr.aria-label]="t('scan.undoLine', { line: words.done(line) })"
                (click)="round.undo(line.key)"
              >
                <cs-icon [path]="undoIcon" />
              </button>
            }
          </li>
        }
      </ol>
      <div class="row">
        @if (more() > 0) {
          <button class="button quiet" type="button" (click)="all.set(true)">
            {{ t('scan.showAll', { count: round.lines().length | figure }) }}
          </button>
        }
        <button class="button quiet" type="button" (click)="round.clear()">{{ t('scan.newRound') }}</button>
      </div>
    </section>
  `,
  styles: `
    .head {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: var(--space-3);
    }
    .head p {
      margin: 0;
      font-weight: 700;
    }
    li {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      justify-content: space-between;
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    .what {
      display: grid;
      min-inline-size: 0;
    }
    .done {
      font-weight: 600;
    }
    .undone .done {
      text-decoration: line-through;
    }
    .warning {
      color: var(--low);
      font-weight: 600;
    }
  `,
})
export class RoundList {
  protected readonly round = inject(ScanRound);
  protected readonly words = inject(LineWords);
  protected readonly language = inject(Language);
  protected readonly all = signal(false);
  protected readonly undoIcon = mdiUndoVariant;
  protected readonly shown = computed(() =>
    this.all() ? this.round.lines() : this.round.lines().slice(0, shownFirst),
  );
  protected readonly more = computed(() => this.round.lines().length - this.shown().length);
}
