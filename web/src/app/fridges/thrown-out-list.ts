import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiDeleteOutline } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { type WasteReason, wasteReasons } from '@shared/stock/movement-line';
import { v7 as newId } from 'uuid';
import { ItemPicker } from '../forms/item-picker';
import { Icon } from '../ui/icon';
import { GoodsLine } from './goods-line';
import { type DraftItem, namedIn, type ThrownOut } from './visit-draft';

/** What is thrown out, and why. */
@Component({
  selector: 'cs-thrown-out-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, GoodsLine, Icon, ItemPicker],
  template: `
    <ng-container *transloco="let t">
      @for (line of lines(); track line.key) {
        <cs-goods-line
          [line]="line"
          [label]="t('fridges.visit.thrownOutOf', { item: line.item?.name ?? line.code })"
          (quantity)="change(line, { quantity: $event })"
          [why]="problems().get(line.key) ?? ''"
          (gone)="changed.emit(others(line))"
          (named)="changed.emit(namedIn(lines(), line, $event))"
        >
          <select
            class="input"
            [attr.aria-label]="t('fridges.visit.why', { item: line.item?.name ?? line.code })"
            #why
            (change)="change(line, { wasteReason: reasonOf(why.value) })"
          >
            @for (reason of reasons; track reason) {
              <option [value]="reason" [selected]="reason === line.wasteReason">
                {{ t('stock.wasteReasons.' + reason) }}
              </option>
            }
          </select>
        </cs-goods-line>
      }
      @if (tiles().length) {
        <ul class="plain-list tiles" [attr.aria-label]="t('fridges.visit.hereNow')">
          @for (item of tiles(); track item.itemId) {
            <li>
              <button class="button" type="button" (click)="add(item)">
                <cs-icon [path]="icon" />{{ item.name }}
              </button>
            </li>
          }
        </ul>
      }
      <cs-item-picker [label]="t('fridges.visit.searchThrownOut')" (picked)="pick($event)" />
    </ng-container>
  `,
  styleUrl: './tiles.scss',
})
export class ThrownOutList {
  readonly lines = input.required<readonly ThrownOut[]>();
  readonly here = input.required<readonly DraftItem[]>();
  /** Why lines were refused, in words, by key. */
  readonly problems = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<readonly ThrownOut[]>();

  protected readonly icon = mdiDeleteOutline;
  protected readonly namedIn = namedIn<ThrownOut>;
  protected readonly reasons = wasteReasons;
  /** What is there and not thrown out yet: a few, the rest is found by name. */
  protected readonly tiles = computed(() =>
    this.here()
      .filter(({ itemId }) => this.lines().every((line) => line.item?.itemId !== itemId))
      .slice(0, 6),
  );

  protected pick({ id, name, unit, categoryId }: ItemReply): void {
    this.add({ itemId: id, name, unit, categoryId });
  }

  protected add({ itemId, name, unit, categoryId }: DraftItem): void {
    if (this.lines().some((line) => line.item?.itemId === itemId)) return;
    const why = this.lines().at(-1)?.wasteReason ?? 'spoiled';
    const item = { itemId, name, unit, categoryId };
    const line = { id: newId(), key: itemId, item, code: null, lot: null };
    this.changed.emit([...this.lines(), { ...line, quantity: unit === 'each' ? 1 : 100, wasteReason: why }]);
  }

  protected change(line: ThrownOut, how: Partial<ThrownOut>): void {
    this.changed.emit(this.lines().map((one) => (one.key === line.key ? { ...one, ...how } : one)));
  }

  protected others(line: ThrownOut): readonly ThrownOut[] {
    return this.lines().filter((one) => one.key !== line.key);
  }

  protected reasonOf(text: string): WasteReason {
    return this.reasons.find((reason) => reason === text) ?? 'spoiled';
  }
}
