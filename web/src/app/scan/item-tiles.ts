import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import { mdiHandBackRightOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { Device } from '../device/device';
import { itemReplyOf } from '../device/item-reply';
import { Icon } from '../ui/icon';
import { ItemUses } from './item-uses';
import { SiteLevels } from './site-levels';

const tilesAtMost = 12;

/** The frequent things of a site, one tap each: what this device used most there, then what the site has most of. */
@Component({
  selector: 'cs-item-tiles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <ng-container *transloco="let t">
      @if (tiles().length) {
        <ul class="tiles plain-list" [attr.aria-label]="t('scan.tiles')">
          @for (item of tiles(); track item.id) {
            <li>
              <button class="item" type="button" (click)="picked.emit(item)">{{ item.name }}</button>
              @if (askable()) {
                <button
                  class="ask"
                  type="button"
                  [attr.aria-label]="t('scan.askedFor', { item: item.name })"
                  [attr.title]="t('scan.askedNone')"
                  (click)="asked.emit(item)"
                >
                  <cs-icon [path]="askIcon" />
                </button>
              }
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styleUrl: './item-tiles.scss',
})
export class ItemTiles {
  readonly siteId = input.required<Id>();
  readonly askable = input(false);
  readonly picked = output<ItemReply>();
  readonly asked = output<ItemReply>();

  readonly #uses = inject(ItemUses);
  readonly #levels = inject(SiteLevels);
  readonly #device = inject(Device);
  protected readonly askIcon = mdiHandBackRightOutline;
  // Tiles stay where they are while a round goes on: nothing jumps under a thumb.
  readonly #loaded = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#load(params),
  });
  protected readonly tiles = computed<readonly ItemReply[]>(() =>
    this.#loaded.hasValue() ? this.#loaded.value() : [],
  );

  async #load(siteId: Id): Promise<ItemReply[]> {
    const remembered = await this.#uses.most(siteId, tilesAtMost);
    const rows = await this.#levels.rows(siteId);
    const catalogue = this.#device.shelf()?.catalogue;
    // As they are called now; one that was merged into another is that one.
    const used = remembered.map((item) => {
      const known = catalogue?.item(item.id);
      return known ? itemReplyOf(known) : item;
    });
    const known = new Set(used.map((item) => item.id));
    const more = [...rows]
      .filter((row) => !known.has(row.itemId))
      .sort((a, b) => b.onHand - a.onHand)
      .map(itemOf);
    return [...used, ...more].slice(0, tilesAtMost);
  }
}

/** As much of an item as a tile needs. */
function itemOf({ itemId, itemName, unit, categoryId }: StockReply): ItemReply {
  return {
    ...{ id: itemId, name: itemName, unit, categoryId },
    ...{ family: null, variant: null, ownCode: '', barcodes: [], archived: false },
  };
}
