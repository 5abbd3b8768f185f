import { inject, Pipe, PipeTransform } from '@angular/core';
import { Formats } from './formats';

/** `{{ count | figure }}`: a number as the reader writes it, at most one decimal. */
@Pipe({ name: 'figure', pure: false })
export class FigurePipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(value: number): string {
    return this.#formats.decimal(value);
  }
}
