import { inject, Pipe, PipeTransform } from '@angular/core';
import type { Instant } from '@shared/words/instant';
import { Formats } from './formats';

/** `{{ visit.visitedAt | relative }}`: "3 hours ago", as of the last time the page was drawn. */
@Pipe({ name: 'relative', pure: false })
export class RelativePipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(instant: Instant): string {
    return this.#formats.relative(instant);
  }
}
