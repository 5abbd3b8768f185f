import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiHistory, mdiPackageVariantClosed } from '@mdi/js';
import { ChangeItem } from '@shared/catalog/catalog.contract';
import { ItemsApi } from '../api-client/items.api';
import { AsOf } from '../device/as-of';
import { Device } from '../device/device';
import { itemReplyOf } from '../device/item-reply';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { ItemBarcodes } from './item-barcodes';
import { ItemFields, itemForm, itemWords } from './item-fields';
import { ItemLabel } from './item-label';

/** One item: its words, its codes, its label, and the ways to its stock and history. */
@Component({
  selector: 'cs-item-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    AsOf,
    Icon,
    ItemBarcodes,
    ItemFields,
    ItemLabel,
    PageHeader,
    ProblemMessage,
    SaidLine,
    Skeleton,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header
        [heading]="item()?.name ?? t('items.one')"
        back="/items"
        [backLabel]="t('items.title')"
        [lead]="lead()"
      >
        <a class="button quiet" routerLink="/stock" [queryParams]="{ q: item()?.name }">
          <cs-icon [path]="icons.stock" />{{ t('items.toStock') }}
        </a>
        <a class="button quiet" routerLink="/stock/history" [queryParams]="{ item: id() }">
          <cs-icon [path]="icons.history" />{{ t('items.toHistory') }}
        </a>
      </cs-page-header>
      @if (said(); as text) {
        <cs-said-line [text]="text" />
      }
      <cs-as-of />
      @if (error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else if (item(); as one) {
        <div class="panes">
          <div class="stack">
            <section class="panel stack" aria-labelledby="words-heading">
              <h2 id="words-heading">{{ t('items.about') }}</h2>
              @if (maySteward()) {
                <form class="stack" (submit)="$event.preventDefault(); save()" novalidate>
                  <cs-item-fields [form]="form()" [broken]="sending.broken()" />
                  @if (sending.failure(); as failure) {
                    <cs-problem-message [failure]="failure" />
                  }
                  <div class="row">
                    <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
                      {{ t('items.save') }}
                    </button>
                    <button class="button" type="button" (click)="archive(!one.archived)">
                      {{ one.archived ? t('items.bringBack') : t('items.archive') }}
                    </button>
                  </div>
                  <p class="soft small">{{ t('items.archiveHint') }}</p>
                </form>
              } @else {
                <p>{{ t('items.onlyStewards') }}</p>
              }
            </section>
            <cs-item-barcodes class="panel" [item]="one" (changed)="found.reload()" />
          </div>
          <cs-item-label class="panel" [item]="one" />
        </div>
      } @else {
        <cs-skeleton />
      }
    </div>
  `,
  styles: `
    .panes {
      display: grid;
      gap: var(--space-4);
      align-items: start;
    }
    @media (min-width: 75rem) {
      .panes {
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      }
    }
  `,
})
export class ItemPage {
  readonly id = input.required<string>();

  readonly #items = inject(ItemsApi);
  readonly #device = inject(Device);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly icons = { stock: mdiPackageVariantClosed, history: mdiHistory };
  protected readonly sending = new Sending();
  protected readonly said = signal('');
  protected readonly maySteward = computed(() => this.#session.can('steward'));

  protected readonly found = resource({
    params: () => this.id(),
    loader: ({ params }) => this.#items.one(params),
  });
  readonly #answered = lastValue(this.found);
  /** As the server says it; as this device keeps it while there is no answer. */
  protected readonly item = computed(() => {
    const answered = this.#answered();
    if (answered) return answered;
    const kept = this.#device.shelf()?.catalogue.item(this.id());
    return kept && itemReplyOf(kept);
  });
  protected readonly error = computed(() => (this.item() ? undefined : this.found.error()));
  protected readonly form = linkedSignal(() => itemForm(this.item()));
  protected readonly lead = computed(() => {
    this.#language.code();
    const unit = this.item()?.unit;
    return unit
      ? this.#language.say('items.countedIn', { unit: this.#language.say(`items.units.${unit}`) })
      : '';
  });

  constructor() {
    this.#device.use();
  }

  protected async save(): Promise<void> {
    const request = Object.assign(new ChangeItem(), itemWords(this.form()));
    if (await this.sending.send(request, () => this.#items.change(this.id(), request)))
      this.#tell('items.saved');
  }

  protected async archive(archived: boolean): Promise<void> {
    if (await this.sending.run(() => this.#items.change(this.id(), { archived })))
      this.#tell(archived ? 'items.isArchived' : 'items.isBack');
  }

  #tell(key: string): void {
    this.said.set(this.#language.say(key));
    this.found.reload();
  }
}
