import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CarryOut } from '../outbox/carry-out';
import { DeviceOutbox } from '../outbox/device-outbox';
import { FigurePipe } from '../ui/figure.pipe';
import { Language } from '../ui/language';

/** What waits on a device that nobody is signed in at: that it is safe, and how to take it along. */
@Component({
  selector: 'cs-left-here',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CarryOut, FigurePipe],
  template: `
    @if (outbox.entries().length; as count) {
      <section class="panel stack" *transloco="let t">
        <p>{{ t(language.plural('shell.leftHere', count), { count: count | figure }) }}</p>
        @for (id of groupIds(); track id) {
          <cs-carry-out [groupId]="id" />
        }
      </section>
    }
  `,
})
export class LeftHere {
  protected readonly language = inject(Language);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly groupIds = computed(() => [
    ...new Set(this.outbox.entries().map(({ groupId }) => groupId)),
  ]);
}
