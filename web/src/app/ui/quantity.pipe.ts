import { inject, Pipe, PipeTransform } from '@angular/core';
import type { Unit } from '@shared/words/quantity';
import { Formats } from './formats';

/** `{{ level | quantity: item.unit }}`; impure because language and weight unit may change under it. */
@Pipe({ name: 'quantity', pure: false })
export class QuantityPipe implements PipeTransform {
  readonly #formats = inject(Formats);
  transform(quantity: number, unit: Unit): string {
    return this.#formats.quantity(quantity, unit);
  }
}
