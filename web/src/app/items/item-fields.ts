import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { FieldProblem } from '../forms/field-problem';
import type { BrokenRules } from '../forms/request-rules';
import { Categories } from '../session/categories';

/** What a person says about an item, apart from its unit and codes. Empty text is none. */
export function itemForm(item?: ItemReply) {
  const text = (value: string | null | undefined) => new FormControl(value ?? '', { nonNullable: true });
  return new FormGroup({
    name: text(item?.name),
    categoryId: text(item?.categoryId),
    family: text(item?.family),
    variant: text(item?.variant),
  });
}
export type ItemForm = ReturnType<typeof itemForm>;

/** What the form says, as a request says it. */
export function itemWords(form: ItemForm) {
  const { name, categoryId, family, variant } = form.getRawValue();
  return {
    name: name.trim(),
    categoryId: categoryId || null,
    family: family.trim() || null,
    variant: variant.trim() || null,
  };
}

/** The fields of {@link itemForm}. */
@Component({
  selector: 'cs-item-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ReactiveFormsModule, TranslocoDirective, FieldProblem],
  template: `
    <div class="stack" [formGroup]="form()" *transloco="let t">
      <div class="field">
        <label for="item-name">{{ t('items.fields.name') }}</label>
        <input
          class="input"
          id="item-name"
          formControlName="name"
          maxlength="160"
          aria-describedby="item-name-hint item-name-wrong"
          [attr.aria-invalid]="broken()['name'] ? 'true' : null"
        />
        <p class="hint" id="item-name-hint">{{ t('items.fields.nameHint') }}</p>
        <cs-field-problem fieldId="item-name-wrong" [rules]="broken()['name'] ?? []" />
      </div>
      <div class="field">
        <label for="item-category">{{ t('items.category') }}</label>
        <select class="input" id="item-category" formControlName="categoryId">
          <option value="">{{ t('items.fields.noCategory') }}</option>
          @for (category of categories.choices(); track category.value) {
            <option [value]="category.value">{{ category.label }}</option>
          }
        </select>
      </div>
      <details [open]="form().controls.family.value !== ''">
        <summary>{{ t('items.fields.sizes') }}</summary>
        <div class="pair">
          <div class="field">
            <label for="item-family">{{ t('items.fields.family') }}</label>
            <input class="input" id="item-family" formControlName="family" maxlength="120" />
            <p class="hint">{{ t('items.fields.familyHint') }}</p>
          </div>
          <div class="field">
            <label for="item-variant">{{ t('items.fields.variant') }}</label>
            <input class="input" id="item-variant" formControlName="variant" maxlength="60" />
            <p class="hint">{{ t('items.fields.variantHint') }}</p>
          </div>
        </div>
      </details>
    </div>
  `,
  styles: `
    summary {
      min-block-size: var(--target);
      padding-block: var(--space-3);
      font-weight: 600;
      cursor: pointer;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
      gap: var(--space-4);
    }
  `,
})
export class ItemFields {
  readonly form = input.required<ItemForm>();
  readonly broken = input<BrokenRules>({});
  protected readonly categories = inject(Categories);
}
