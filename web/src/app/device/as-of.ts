import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClockOutline } from '@mdi/js';
import { Connection } from '../outbox/connection';
import { ClockPipe } from '../ui/clock.pipe';
import { Icon } from '../ui/icon';
import { Device } from './device';

/** How old what is shown is: said only while the server cannot be asked. */
@Component({
  selector: 'cs-as-of',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ClockPipe, Icon],
  template: `
    @if (at(); as when) {
      <p class="soft small" role="status" *transloco="let t">
        <cs-icon [path]="clock" />{{ t('ui.asOf', { when: when | clock }) }}
      </p>
    }
  `,
  styles: `
    p {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      margin: 0;
    }
  `,
})
export class AsOf {
  readonly #device = inject(Device);
  readonly #connection = inject(Connection);
  protected readonly clock = mdiClockOutline;
  protected readonly at = computed(() => {
    const reached = this.#connection.online() && ['idle', 'loading'].includes(this.#device.state());
    return reached ? null : this.#device.syncedAt();
  });
}
