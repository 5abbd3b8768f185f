import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClose } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { ShipTransfer, TransferLine } from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { ItemsApi } from '../api-client/items.api';
import { TransfersApi } from '../api-client/transfers.api';
import { DeviceClock } from '../outbox/device-clock';
import { ItemPicker } from '../forms/item-picker';
import { QuantityField } from '../forms/quantity-field';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';

interface Packed {
  item: ItemReply;
  quantity: number | null;
}

/** `/transfers/ship?item=&from=&to=`: goods leave one site and are on the way to another. */
@Component({
  selector: 'cs-ship-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, EmptyState, Icon, ItemPicker, PageHeader, ProblemMessage, QuantityField],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); ship()" novalidate *transloco="let t">
      <cs-page-header
        [heading]="t('transfers.ship.title')"
        back="/transfers"
        [backLabel]="t('transfers.title')"
      />
      <div class="pair">
        <div class="field">
          <label for="ship-from">{{ t('transfers.ship.from') }}</label>
          <select class="input" id="ship-from" #from (change)="fromId.set(from.value)">
            @for (site of sites.sites(); track site.id) {
              <option [value]="site.id" [selected]="site.id === fromId()">{{ site.name }}</option>
            }
          </select>
        </div>
        <div class="field">
          <label for="ship-to">{{ t('transfers.ship.to') }}</label>
          <select class="input" id="ship-to" #to (change)="toId.set(to.value)">
            @for (site of others(); track site.id) {
              <option [value]="site.id" [selected]="site.id === toId()">{{ site.name }}</option>
            }
          </select>
        </div>
      </div>
      <h2>{{ t('transfers.ship.what') }}</h2>
      <cs-item-picker [label]="t('transfers.ship.search')" (picked)="add($event)" />
      <ul class="plain-list">
        @for (line of lines(); track line.item.id) {
          <li class="panel">
            <strong>{{ line.item.name }}</strong>
            <span class="row">
              <cs-quantity-field
                [label]="t('transfers.ship.quantity', { item: line.item.name })"
                [unit]="line.item.unit"
                [least]="1"
                [value]="line.quantity"
                (valueChange)="setQuantity(line.item.id, $event)"
              />
              <button
                class="button quiet"
                type="button"
                [attr.aria-label]="t('transfers.ship.remove', { item: line.item.name })"
                (click)="remove(line.item.id)"
              >
                <cs-icon [path]="close" />
              </button>
            </span>
          </li>
        } @empty {
          <li>
            <cs-empty-state
              [heading]="t('transfers.ship.empty.heading')"
              [text]="t('transfers.ship.empty.text')"
            />
          </li>
        }
      </ul>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <button class="button primary wide" type="submit" [attr.aria-disabled]="!ready() || sending.busy()">
        {{ t('transfers.ship.send') }}
      </button>
    </form>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 48rem;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: var(--space-4);
    }
    ul {
      display: grid;
      gap: var(--space-2);
    }
    li.panel {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    .row {
      gap: var(--space-1);
    }
  `,
})
export class ShipPage {
  readonly item = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();

  readonly #clock = inject(DeviceClock);
  readonly #items = inject(ItemsApi);
  readonly #transfers = inject(TransfersApi);
  readonly #router = inject(Router);
  readonly #id = newId();
  protected readonly close = mdiClose;
  protected readonly sites = inject(CurrentSite);
  protected readonly sending = new Sending();
  protected readonly fromId = linkedSignal(() => {
    const from = this.from() ?? this.sites.id() ?? '';
    return from === this.to() ? (this.sites.sites().find(({ id }) => id !== from)?.id ?? '') : from;
  });
  protected readonly others = computed(() => this.sites.sites().filter(({ id }) => id !== this.fromId()));
  protected readonly toId = linkedSignal(() => {
    const asked = this.others().find(({ id }) => id === this.to());
    return (asked ?? this.others()[0])?.id ?? '';
  });
  protected readonly lines = signal<readonly Packed[]>([]);
  protected readonly ready = computed(
    () =>
      this.lines().length > 0 && this.lines().every((line) => line.quantity !== null) && this.toId() !== '',
  );

  constructor() {
    effect(() => {
      const id = this.item();
      if (id) untracked(() => void this.sending.run(async () => this.add(await this.#items.one(id))));
    });
  }

  protected add(item: ItemReply): void {
    this.lines.update((all) =>
      all.some((line) => line.item.id === item.id) ? all : [...all, { item, quantity: null }],
    );
  }

  protected setQuantity(itemId: Id, quantity: number | null): void {
    this.lines.update((all) => all.map((line) => (line.item.id === itemId ? { ...line, quantity } : line)));
  }

  protected remove(itemId: Id): void {
    this.lines.update((all) => all.filter((line) => line.item.id !== itemId));
  }

  protected async ship(): Promise<void> {
    if (!this.ready()) return;
    const request = Object.assign(new ShipTransfer(), {
      id: this.#id,
      fromSiteId: this.fromId(),
      toSiteId: this.toId(),
      shippedAt: this.#clock.now().toISOString(),
      lines: this.lines().map(({ item, quantity }) =>
        Object.assign(new TransferLine(), { itemId: item.id, quantity: quantity ?? 0 }),
      ),
    });
    if (await this.sending.send(request, () => this.#transfers.ship(request)))
      await this.#router.navigateByUrl('/transfers', { replaceUrl: true });
  }
}
