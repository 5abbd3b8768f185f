import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  resource,
  untracked,
} from '@angular/core';
import { mdiHandBackRightOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Catalogue } from '../device/catalogue';
import { Device } from '../device/device';
import { itemReplyOf } from '../device/item-reply';
import { Icon } from '../ui/icon';
import { ItemUses } from './item-uses';

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
  readonly #device = inject(Device);
  protected readonly askIcon = mdiHandBackRightOutline;
  readonly #loaded = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#uses.most(params, tilesAtMost),
  });
  readonly #ready = computed(() => this.#device.shelf() !== null);
  // Tiles stay where they are while a round goes on: nothing jumps under a thumb.
  protected readonly tiles = computed<readonly ItemReply[]>(() => {
    const used = this.#loaded.hasValue() ? this.#loaded.value() : [];
    const siteId = this.siteId();
    const catalogue = this.#ready() ? untracked(this.#device.shelf)?.catalogue : undefined;
    if (!catalogue) return used;
    // As they are called now; one that was merged into another is that one.
    const ids = used.map(({ id }) => catalogue.item(id)?.[0] ?? id);
    const all = new Set([...ids, ...mostAt(catalogue, siteId, tilesAtMost)]);
    return [...all]
      .map((id) => {
        const item = catalogue.item(id);
        return item ? itemReplyOf(item) : used.find((one) => one.id === id);
      })
      .filter((item) => item !== undefined)
      .slice(0, tilesAtMost);
  });
}

/** What a site has most of. */
function mostAt(catalogue: Catalogue, siteId: Id, atMost: number): Id[] {
  const there: [Id, number][] = [];
  for (const [itemId, site, [, level]] of catalogue.levels())
    if (site === siteId && level > 0 && catalogue.items.get(itemId)?.[9] === 0) there.push([itemId, level]);
  return there
    .sort((a, b) => b[1] - a[1])
    .slice(0, atMost)
    .map(([itemId]) => itemId);
}
