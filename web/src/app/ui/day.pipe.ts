import { inject, Pipe, PipeTransform } from '@angular/core';
import type { Day } from '@shared/words/day';
import { Formats } from './formats';

/** `{{ lot.useBy | day }}` */
@Pipe({ name: 'day', pure: false })
export class DayPipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(day: Day): string {
    return this.#formats.day(day);
  }
}
