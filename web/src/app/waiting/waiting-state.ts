import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Connection } from '../outbox/connection';
import { DeviceClock } from '../outbox/device-clock';
import { DeviceOutbox } from '../outbox/device-outbox';
import { FigurePipe } from '../ui/figure.pipe';
import { Language } from '../ui/language';
import { RelativePipe } from '../ui/relative.pipe';
import { RefusalWords } from '../forms/refusal-words';

/** A batch is sent in a moment; only more than that is worth a bar. */
const worthABar = 500;

/** Online or not, the switch, how many wait, how far a long sending has come, when all was sent last, and a clock that is wrong. */
@Component({
  selector: 'cs-waiting-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe, RelativePipe],
  template: `
    <section class="panel stack" *transloco="let t">
      <div role="status">
        <p class="state">{{ t('outbox.states.' + state()) }}</p>
        @if (outbox.waiting(); as count) {
          <p>{{ t(language.plural('outbox.waits', count), { count: count | figure }) }}</p>
        }
      </div>
      @if (progress(); as sent) {
        <p>
          <progress
            [value]="sent.answered"
            [max]="sent.of"
            [attr.aria-label]="t('outbox.states.sending')"
          ></progress>
          <span class="figures">{{
            t('outbox.progress', { answered: sent.answered | figure, of: sent.of | figure })
          }}</span>
        </p>
      }
      <p class="soft">
        @if (outbox.lastSyncedAt(); as at) {
          {{ t('outbox.lastSync', { when: at | relative }) }}
        } @else {
          {{ t('outbox.never') }}
        }
      </p>
      @if (clock.wrongByMs(); as ms) {
        <p>
          {{ t(ms > 0 ? 'outbox.clockAhead' : 'outbox.clockBehind', { by: words.span(ms) }) }}
        </p>
      }
      @if (outbox.ofOthers(); as count) {
        <p>{{ t(language.plural('outbox.others', count), { count: count | figure }) }}</p>
      }
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          [checked]="connection.switchedOff()"
          (change)="connection.switchOff(box.checked)"
          #box
        />
        <span>
          <strong>{{ t('outbox.switch') }}</strong>
          <span class="soft small">{{ t('outbox.switchHint') }}</span>
        </span>
      </label>
    </section>
  `,
  styles: `
    .state {
      font-weight: 700;
    }
    progress {
      inline-size: 100%;
      block-size: 0.75rem;
      accent-color: var(--accent);
    }
    .figures {
      font-variant-numeric: tabular-nums;
    }
    .switch {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-block-size: var(--target);
      cursor: pointer;
    }
    .switch input {
      flex: none;
      inline-size: 1.5rem;
      block-size: 1.5rem;
      margin: 0;
      accent-color: var(--accent);
    }
    .switch .small {
      display: block;
    }
  `,
})
export class WaitingState {
  protected readonly language = inject(Language);
  protected readonly connection = inject(Connection);
  protected readonly clock = inject(DeviceClock);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly words = inject(RefusalWords);

  protected readonly state = computed(() => {
    const state = this.outbox.state();
    if (state === 'storage_failed') return state;
    if (this.connection.switchedOff()) return 'switched_off';
    if (!this.connection.online()) return 'offline';
    return state === 'idle' || state === 'switched_off' ? 'online' : state;
  });
  protected readonly progress = computed(() => {
    const progress = this.outbox.progress();
    return progress && progress.of >= worthABar ? progress : null;
  });
}
