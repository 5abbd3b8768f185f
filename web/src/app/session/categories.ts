import { computed, inject, Injectable, resource } from '@angular/core';
import type { CategoryReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { allPages } from '../api-client/all-pages';
import { ItemsApi } from '../api-client/items.api';
import { Session } from './session';

/** The group's categories by name, asked for once. */
@Injectable({ providedIn: 'root' })
export class Categories {
  readonly #session = inject(Session);
  readonly #items = inject(ItemsApi);
  readonly #list = resource({
    params: () => this.#session.group()?.id,
    loader: () => allPages((cursor) => this.#items.categories(cursor)),
  });

  readonly all = computed<readonly CategoryReply[]>(() =>
    this.#list.hasValue() ? [...this.#list.value()].sort((a, b) => a.name.localeCompare(b.name)) : [],
  );
  readonly choices = computed(() => this.all().map(({ id, name }) => ({ value: id, label: name })));
  readonly #names = computed(() => new Map(this.all().map(({ id, name }) => [id, name])));

  /** The category's name, null when there is none or it is not known yet. */
  nameOf(id: Id | null): string | null {
    return id === null ? null : (this.#names().get(id) ?? null);
  }

  /** Asks again, after a category was made or changed. */
  reload(): void {
    this.#list.reload();
  }
}
