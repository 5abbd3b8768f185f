import { inject, Pipe, PipeTransform } from '@angular/core';
import type { Instant } from '@shared/words/instant';
import { Formats } from './formats';

/** `{{ movement.occurredAt | instant }}`, in the reader's time zone. */
@Pipe({ name: 'instant', pure: false })
export class InstantPipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(instant: Instant): string {
    return this.#formats.instant(instant);
  }
}
