import { computed, effect, inject, Injectable, resource } from '@angular/core';
import type { CategoryReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { allPages } from '../api-client/all-pages';
import { ItemsApi } from '../api-client/items.api';
import { remember, remembered } from '../ui/device-memory';
import { Session } from './session';

/** The group's categories by name, asked for once. */
@Injectable({ providedIn: 'root' })
export class Categories {
  readonly #session = inject(Session);
  readonly #items = inject(ItemsApi);
  readonly #list = resource({
    params: () => this.#session.group()?.id,
    loader: async () => kept(await allPages((cursor) => this.#items.categories(cursor))),
  });

  /** By name; those of the last visit while the server has not answered. */
  readonly all = computed<readonly CategoryReply[]>(() => {
    if (!this.#session.group()) return [];
    return this.#list.hasValue() ? this.#list.value() : before();
  });
  readonly choices = computed(() => this.all().map(({ id, name }) => ({ value: id, label: name })));
  readonly #names = computed(() => new Map(this.all().map(({ id, name }) => [id, name])));

  constructor() {
    effect(() => {
      if (!this.#session.group()) remember('categories', null);
    });
  }

  /** The category's name, null when there is none or it is not known yet. */
  nameOf(id: Id | null): string | null {
    return id === null ? null : (this.#names().get(id) ?? null);
  }

  /** Asks again, after a category was made or changed. */
  reload(): void {
    this.#list.reload();
  }
}

function kept(categories: readonly CategoryReply[]): CategoryReply[] {
  const sorted = [...categories].sort((a, b) => a.name.localeCompare(b.name));
  remember('categories', JSON.stringify(sorted));
  return sorted;
}

function before(): CategoryReply[] {
  try {
    return JSON.parse(remembered('categories') ?? '[]') as CategoryReply[];
  } catch {
    return [];
  }
}
