import { inject, Injectable } from '@angular/core';
import type {
  DirectoryReply,
  ProductListBroken,
  ProductListReply,
} from '@shared/directory/directory.contract';
import { Problem } from '@shared/words/problem';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class DirectoryApi {
  readonly #api = inject(Api);

  /** How many products the directory knows. */
  size(): Promise<DirectoryReply> {
    return this.#api.get('/directory');
  }

  /**
   * Loads a product list and answers what became of its lines.
   * @param onSent how many bytes the server has taken; it reads as fast as it loads.
   */
  async upload(
    file: File,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<ProductListReply | ProductListBroken> {
    const type = /\.gz$/i.test(file.name) ? 'application/gzip' : 'text/csv';
    const lines = await this.#api.upload('/directory/uploads', file, type, onSent, signal);
    const last = lines.at(-1);
    if (last === undefined) throw new Problem('unexpected', 'The answer was empty.');
    return JSON.parse(last) as ProductListReply | ProductListBroken;
  }
}
