import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { isWords } from '@shared/words/text';
import { type Unit, units } from '@shared/words/quantity';
import { Categories } from '../session/categories';
import { Announcer } from '../ui/announcer';
import { Language } from '../ui/language';
import { Stepper } from '../ui/stepper';
import { guessCategory } from './guess-category';
import { ItemSearch } from './item-search';
import { ScanDesk, type UnknownCode } from './scan-desk';

const longestName = 160;

/** A code that nobody has named: a new item, filled in by the product directory where it knows the code, or one that is there. */
@Component({
  selector: 'cs-unknown-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ItemSearch, Stepper],
  template: `
    <form class="stack panel" (submit)="add($event)" *transloco="let t">
      <div>
        <h2>{{ t(unknown().directory ? 'scan.unknown.found' : 'scan.unknown.heading') }}</h2>
        <p class="soft">
          <span class="mono">{{ unknown().code }}</span>
          @if (unknown().directory; as product) {
            · {{ product.brand }} {{ product.quantityText }}
          }
        </p>
      </div>
      @if (binding()) {
        <cs-item-search [label]="t('scan.unknown.whichItem')" (picked)="bind($event)" />
      } @else {
        <label class="field">
          <span class="label">{{ t('scan.unknown.name') }}</span>
          <input
            class="input"
            type="text"
            autocomplete="off"
            enterkeyhint="done"
            [attr.maxlength]="longestName"
            [value]="name()"
            [attr.aria-invalid]="tried() && !named()"
            (input)="name.set(field.value)"
            #field
          />
          @if (tried() && !named()) {
            <span class="wrong" role="alert">{{ t('scan.unknown.nameMissing') }}</span>
          }
        </label>
      }
      <div class="row">
        @if (!binding()) {
          <button class="button primary" type="submit">{{ t('scan.unknown.add') }}</button>
        }
        <button class="button" type="button" (click)="binding.set(!binding())">
          {{ t(binding() ? 'scan.unknown.newInstead' : 'scan.unknown.bind') }}
        </button>
        <button class="button quiet" type="button" (click)="desk.forget(unknown())">
          {{ t('scan.unknown.skip') }}
        </button>
      </div>
      <details>
        <summary>{{ summary(t) }}</summary>
        <div class="stack">
          @if (!binding()) {
            <fieldset class="choices">
              <legend>{{ t('scan.unknown.unit') }}</legend>
              @for (one of units; track one) {
                <label class="choice">
                  <input
                    type="radio"
                    name="unit"
                    [value]="one"
                    [checked]="one === unit()"
                    (change)="unit.set(one)"
                  />
                  {{ t('scan.unknown.units.' + one) }}
                </label>
              }
            </fieldset>
            <label class="field">
              <span class="label">{{ t('scan.unknown.category') }}</span>
              <select class="input" #category (change)="categoryId.set(category.value || null)">
                <option value="">{{ t('scan.unknown.noCategory') }}</option>
                @for (one of categories(); track one.id) {
                  <option [value]="one.id" [selected]="one.id === categoryId()">{{ one.name }}</option>
                }
              </select>
            </label>
          }
          <div class="field">
            <span class="label">{{ t('scan.unknown.packs') }}</span>
            <div><cs-stepper [label]="t('scan.unknown.packs')" [max]="1000000" [(value)]="packs" /></div>
          </div>
        </div>
      </details>
    </form>
  `,
  styles: `
    form {
      border: 2px solid var(--accent);
      border-inline-start-width: 8px;
    }
    summary {
      min-block-size: var(--target);
      padding-block: var(--space-3);
      color: var(--accent);
      font-weight: 600;
      cursor: pointer;
    }
  `,
})
export class UnknownForm {
  readonly unknown = input.required<UnknownCode>();

  protected readonly desk = inject(ScanDesk);
  protected readonly units = units;
  protected readonly longestName = longestName;
  protected readonly binding = signal(false);
  protected readonly tried = signal(false);
  protected readonly name = linkedSignal(() => productName(this.unknown()));
  protected readonly unit = signal<Unit>('each');
  protected readonly packs = signal(1);
  protected readonly named = computed(() => isWords(this.name(), longestName));
  protected readonly categories = inject(Categories).all;
  protected readonly categoryId = linkedSignal(
    () => guessCategory(this.unknown().directory, this.categories())?.id ?? null,
  );

  /** What the closed part of the form holds. */
  protected summary(t: (key: string) => string): string {
    const category = this.categories().find((one) => one.id === this.categoryId());
    const unit = t('scan.unknown.units.' + this.unit());
    const packs = `${t('scan.unknown.packs')} ${this.packs()}`;
    return (this.binding() ? [packs] : [unit, category?.name ?? t('scan.unknown.noCategory'), packs]).join(
      ' · ',
    );
  }

  constructor() {
    const announcer = inject(Announcer);
    const language = inject(Language);
    effect(() => {
      const heading = this.unknown().directory ? 'scan.unknown.found' : 'scan.unknown.heading';
      announcer.say(`${language.say(heading)}. ${productName(this.unknown())}`);
    });
  }

  protected add(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (!this.named()) return;
    const named = { name: this.name().trim(), unit: this.unit(), categoryId: this.categoryId() };
    void this.desk.addItem(this.unknown(), named, this.packs());
  }

  protected bind(item: ItemReply): void {
    void this.desk.bindCode(this.unknown(), item, this.packs());
  }
}

/** "Brand name, 400 g" as the directory has it. */
function productName({ directory }: UnknownCode): string {
  if (!directory) return '';
  const { name, brand, quantityText } = directory;
  const whose = brand && !name.toLowerCase().includes(brand.toLowerCase()) ? `${brand} ${name}` : name;
  const named = quantityText && !whose.includes(quantityText) ? `${whose} ${quantityText}` : whose;
  return named.slice(0, longestName);
}
