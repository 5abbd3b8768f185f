import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Announcer } from './announcer';

/** The page's one polite live region. */
@Component({
  selector: 'cs-live-region',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="visually-hidden" role="status">{{ announcer.said() }}</p>`,
})
export class LiveRegion {
  protected readonly announcer = inject(Announcer);
}
