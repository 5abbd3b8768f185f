import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiBarcodeScan, mdiHistory, mdiPlus } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { ItemPicker } from '../forms/item-picker';
import { Categories } from '../session/categories';
import { CurrentSite } from '../session/current-site';
import { CameraView } from '../scanner/camera-view';
import { Icon } from '../ui/icon';
import { GoodsLine } from './goods-line';
import { type Fitting, refusalOf } from './refusal-of';
import { SiteRules } from './site-rules';
import { type DraftItem, namedIn, type PutIn } from './visit-draft';

type Counted = DraftItem & { readonly quantity: number };

/** What is put in: scanned, tapped, found by name or the same as last time; brought from outside or from a store. */
@Component({
  selector: 'cs-put-in-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CameraView, GoodsLine, Icon, ItemPicker, SiteRules],
  template: `
    <ng-container *transloco="let t">
      <cs-site-rules [refuses]="site()?.refuses ?? []" />
      <div class="from">
        <label for="put-in-from">{{ t('fridges.visit.from') }}</label>
        <select class="input" id="put-in-from" #from (change)="source.emit(from.value || null)">
          <option value="">{{ t('fridges.visit.outside') }}</option>
          @for (one of stores(); track one.id) {
            <option [value]="one.id" [selected]="one.id === fromSiteId()">{{ one.name }}</option>
          }
        </select>
      </div>
      @for (line of lines(); track line.key) {
        <cs-goods-line
          [line]="line"
          [label]="t('fridges.visit.putInOf', { item: line.item?.name ?? line.code })"
          (quantity)="change(line, $event)"
          [why]="problems().get(line.key) ?? ''"
          (gone)="changed.emit(others(line))"
          (named)="changed.emit(namedIn(lines(), line, $event))"
        >
          @if (line.fromSiteId; as id) {
            <span class="soft small">{{ t('fridges.visit.cameFrom', { site: nameOf(id) }) }}</span>
          }
          @if (refusal(line); as why) {
            <p class="warn" role="status">
              <strong>{{ t('fridges.rules.notHere', { what: t('sites.refusals.' + why) }) }}</strong>
              {{ t('fridges.rules.why.' + why) }}
            </p>
          }
        </cs-goods-line>
      }
      <div class="row">
        <button
          class="button"
          type="button"
          [attr.aria-expanded]="scanning()"
          (click)="scanning.set(!scanning())"
        >
          <cs-icon [path]="icons.scan" />{{ t('fridges.visit.scan') }}
        </button>
        @if (last().length && !lines().length) {
          <button class="button" type="button" (click)="sameAsLast()">
            <cs-icon [path]="icons.again" />{{ t('fridges.visit.sameAsLast') }}
          </button>
        }
      </div>
      @if (scanning()) {
        @defer {
          <cs-camera-view (scanned)="scanned.emit({ text: $event.text, symbology: $event.symbology })" />
        }
      }
      @if (tiles().length) {
        <ul class="plain-list tiles" [attr.aria-label]="t('fridges.visit.oftenHere')">
          @for (item of tiles(); track item.itemId) {
            <li>
              <button class="button" type="button" (click)="add(item, 1)">
                <cs-icon [path]="icons.add" />{{ item.name }}
              </button>
            </li>
          }
        </ul>
      }
      <cs-item-picker [label]="t('fridges.visit.searchPutIn')" (picked)="pick($event)" />
    </ng-container>
  `,
  styleUrl: './tiles.scss',
  styles: `
    .from {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
  `,
})
export class PutInList {
  readonly site = input.required<SiteReply | null>();
  readonly lines = input.required<readonly PutIn[]>();
  readonly here = input.required<readonly DraftItem[]>();
  readonly last = input.required<readonly Counted[]>();
  readonly fromSiteId = input.required<Id | null>();
  /** Why lines were refused, in words, by key. */
  readonly problems = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<readonly PutIn[]>();
  readonly source = output<Id | null>();
  readonly scanned = output<{ text: string; symbology: string | undefined }>();

  readonly #sites = inject(CurrentSite);
  readonly #categories = inject(Categories);
  protected readonly icons = { scan: mdiBarcodeScan, again: mdiHistory, add: mdiPlus };
  protected readonly namedIn = namedIn<PutIn>;
  protected readonly scanning = signal(false);
  protected readonly stores = computed(() => this.#sites.sites().filter(({ id }) => id !== this.site()?.id));
  protected readonly tiles = computed(() => {
    const known = [...this.last(), ...this.here()];
    return [...new Map(known.map((item) => [item.itemId, item])).values()]
      .filter(({ itemId }) => this.lines().every((line) => line.item?.itemId !== itemId))
      .slice(0, 6);
  });
  readonly #kinds = computed(() => new Map(this.#categories.all().map(({ id, kind }) => [id, kind])));

  protected pick({ id, name, unit, categoryId }: ItemReply): void {
    this.add({ itemId: id, name, unit, categoryId }, 1);
  }

  protected sameAsLast(): void {
    this.changed.emit([...this.lines(), ...this.last().map((item) => this.#line(item, item.quantity))]);
  }

  protected add(item: DraftItem, quantity: number): void {
    const usual = item.unit === 'each' ? quantity : 500;
    this.changed.emit([...this.lines(), this.#line(item, usual)]);
  }

  #line({ itemId, name, unit, categoryId }: DraftItem, quantity: number): PutIn {
    const item = { itemId, name, unit, categoryId };
    const from = this.fromSiteId();
    return {
      id: newId(),
      key: `${itemId} ${from ?? ''}`,
      item,
      code: null,
      lot: null,
      quantity,
      fromSiteId: from,
    };
  }

  protected change(line: PutIn, quantity: number): void {
    this.changed.emit(this.lines().map((one) => (one.key === line.key ? { ...one, quantity } : one)));
  }

  protected others(line: PutIn): readonly PutIn[] {
    return this.lines().filter((one) => one.key !== line.key);
  }

  protected nameOf(siteId: Id): string {
    return this.#sites.sites().find(({ id }) => id === siteId)?.name ?? '';
  }

  protected refusal(line: PutIn): string | null {
    const goods: Fitting = { kind: this.#kinds().get(line.item?.categoryId ?? '') ?? null, lot: line.lot };
    return refusalOf(goods, this.site()?.refuses ?? [], new Date().toLocaleDateString('sv'));
  }
}
