import { inject, Injectable } from '@angular/core';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class DirectoryApi {
  readonly #api = inject(Api);

  /** How many products the directory knows. */
  counts(): Promise<{ products: number }> {
    return this.#api.get('/directory');
  }
}
