import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  categoryKinds,
  type CategoryKind,
  type CategoryReply,
  ChangeCategory,
  MakeCategory,
} from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { ItemsApi } from '../api-client/items.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { Categories } from '../session/categories';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Skeleton } from '../ui/skeleton';

/** The group's categories: name, what rules their goods fall under, and how long they usually keep. */
@Component({
  selector: 'cs-categories-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, TranslocoDirective, FieldProblem, PageHeader, ProblemMessage, Skeleton],
  templateUrl: './categories.page.html',
  styleUrl: './categories.page.scss',
})
export class CategoriesPage {
  readonly #items = inject(ItemsApi);
  protected readonly categories = inject(Categories);
  protected readonly kinds = categoryKinds;
  protected readonly sending = new Sending();
  /** The category being changed, `new`, or none. */
  protected readonly editing = signal<Id | 'new' | null>(null);

  protected edit(which: Id | 'new' | null): void {
    this.sending.clear();
    this.editing.set(which);
  }

  protected async save(
    category: CategoryReply | null,
    said: { name: string; kind: string; days: string },
  ): Promise<void> {
    const words = {
      name: said.name.trim(),
      kind: said.kind as CategoryKind,
      shelfLifeDays: said.days.trim() === '' ? null : Number(said.days),
    };
    const sent = category
      ? await this.#change(category.id, Object.assign(new ChangeCategory(), words))
      : await this.#make(Object.assign(new MakeCategory(), { id: newId(), ...words }));
    if (!sent) return;
    this.editing.set(null);
    this.categories.reload();
  }

  #change(id: Id, request: ChangeCategory): Promise<boolean> {
    return this.sending.send(request, () => this.#items.changeCategory(id, request));
  }

  #make(request: MakeCategory): Promise<boolean> {
    return this.sending.send(request, () => this.#items.makeCategory(request));
  }
}
