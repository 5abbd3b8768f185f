import { inject, Pipe, PipeTransform } from '@angular/core';
import type { Instant } from '@shared/words/instant';
import { Formats } from './formats';

/** `{{ syncedAt | clock }}`: the time of day; with its day where that is not today. In the reader's time zone. */
@Pipe({ name: 'clock', pure: false })
export class ClockPipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(instant: Instant): string {
    return this.#formats.clock(instant);
  }
}
