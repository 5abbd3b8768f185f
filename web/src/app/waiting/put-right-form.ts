import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { isCelsius } from '@shared/fridges/reading-line';
import type { LotKey } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { ItemPicker } from '../forms/item-picker';
import { QuantityField } from '../forms/quantity-field';
import { TemperatureEntry } from '../forms/temperature-entry';
import { DeviceClock } from '../outbox/device-clock';
import { DeviceOutbox } from '../outbox/device-outbox';
import { at, occurredAtOf, type OutboxEntry } from '../outbox/outbox-entry';
import { CurrentSite } from '../session/current-site';
import { counted, type Ends, endsOf, lineOf, ofItem, placed, withCelsius, withLot } from './put-right';
import { remedyOf } from '../forms/refusal-words';

type Put = Pick<OutboxEntry, 'command' | 'about'>;
/** Tells the fields of several forms on one page apart. */
let made = 0;
const dates = ['useBy', 'bestBy', 'madeOn'] as const;

/** Puts right what the server refused of an entry: the item, how many, where, the date on it, when, or how warm. */
@Component({
  selector: 'cs-put-right-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ItemPicker, QuantityField, TemperatureEntry],
  template: `
    <form class="stack" (submit)="send($event)" *transloco="let t">
      @switch (remedy()) {
        @case ('item') {
          @if (item(); as chosen) {
            <p class="chosen">{{ chosen.name }}</p>
          }
          <cs-item-picker [label]="t('outbox.item')" (picked)="item.set($event)" />
          @if (item(); as chosen) {
            <div class="field">
              <label [for]="fieldId">{{ t('outbox.quantity') }}</label>
              <cs-quantity-field
                [fieldId]="fieldId"
                [unit]="chosen.unit"
                [least]="entry().command.kind === 'count' ? 0 : 1"
                [(value)]="quantity"
              />
            </div>
          }
        }
        @case ('quantity') {
          <div class="field">
            <label [for]="fieldId">{{ t('outbox.quantity') }}</label>
            <cs-quantity-field [fieldId]="fieldId" [unit]="countedIn()" [least]="1" [(value)]="quantity" />
          </div>
        }
        @case ('site') {
          @for (end of ends(); track end) {
            <label class="field">
              <span class="label">{{ t(end === 'fromSiteId' ? 'outbox.from' : 'outbox.to') }}</span>
              <select class="input" #select (change)="choose(end, select.value)">
                @for (site of sites.sites(); track site.id) {
                  <option [value]="site.id" [selected]="site.id === places()[end]">{{ site.name }}</option>
                }
              </select>
            </label>
          }
        }
        @case ('date') {
          @for (kind of dates; track kind) {
            <label class="field">
              <span class="label">{{ t('outbox.' + kind) }}</span>
              <input
                class="input"
                type="date"
                [value]="lot()[kind] ?? ''"
                (change)="date(kind, day.value)"
                #day
              />
            </label>
          }
        }
        @case ('time') {
          <label class="field">
            <span class="label">{{ t('outbox.when') }}</span>
            <input
              class="input"
              type="datetime-local"
              [value]="local()"
              (change)="local.set(moment.value)"
              #moment
            />
          </label>
        }
        @case ('temperature') {
          <cs-temperature-entry [label]="t('outbox.degrees')" [(value)]="celsius" />
          <p class="wrong" aria-live="polite">
            @if (asks()) {
              {{ t('cold.reading.wrong') }}
            }
          </p>
        }
      }
      <div class="row">
        <button class="button primary" type="submit" [disabled]="!ready()">{{ t('outbox.send') }}</button>
        <button class="button quiet" type="button" (click)="closed.emit()">{{ t('outbox.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    .chosen {
      font-weight: 700;
    }
  `,
})
export class PutRightForm {
  readonly entry = input.required<OutboxEntry>();
  readonly closed = output();

  readonly #outbox = inject(DeviceOutbox);
  readonly #clock = inject(DeviceClock);
  protected readonly sites = inject(CurrentSite);
  protected readonly dates = dates;
  protected readonly fieldId = `put-right-${(made += 1)}`;
  protected readonly remedy = computed(() => remedyOf(this.entry()));
  readonly #line = computed(() => lineOf(this.entry().command));

  protected readonly item = linkedSignal<OutboxEntry, ItemReply | null>({
    source: this.entry,
    computation: () => null,
  });
  protected readonly countedIn = computed(() =>
    this.#line()?.code === undefined ? this.entry().about.unit : 'each',
  );
  protected readonly quantity = linkedSignal<number | null>(
    () => this.#line()?.quantity ?? this.#line()?.packs ?? this.entry().about.quantity,
  );
  /** The ends that the command names; one of them is not a site of the group. */
  protected readonly ends = computed(() =>
    (['fromSiteId', 'toSiteId'] as const).filter((end) => endsOf(this.entry().command)[end]),
  );
  protected readonly places = linkedSignal<Ends>(() => {
    const known = new Set(this.sites.sites().map(({ id }) => id));
    const given = endsOf(this.entry().command);
    const place = (end: 'fromSiteId' | 'toSiteId') => {
      const id = given[end];
      return id ? { [end]: known.has(id) ? id : (this.sites.id() ?? id) } : {};
    };
    return { ...place('fromSiteId'), ...place('toSiteId') };
  });
  protected readonly lot = linkedSignal<LotKey>(() => this.#line()?.lot ?? {});
  /** As the field wants it: local, without an offset. */
  protected readonly local = linkedSignal(() => {
    const now = this.#clock.now();
    const given = Date.parse(occurredAtOf(this.entry().command) ?? '');
    const then = new Date(Math.min(Number.isNaN(given) ? now.getTime() : given, now.getTime()));
    return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
  protected readonly celsius = linkedSignal<OutboxEntry, number | null>({
    source: this.entry,
    computation: () => null,
  });
  protected readonly asks = signal(false);
  protected readonly ready = computed(() => {
    switch (this.remedy()) {
      case 'item':
        return this.item() !== null && this.quantity() !== null;
      case 'quantity':
        return this.quantity() !== null;
      case 'time':
        return !Number.isNaN(Date.parse(this.local()));
      default:
        return true;
    }
  });

  protected choose(end: 'fromSiteId' | 'toSiteId', id: Id): void {
    this.places.update((places) => ({ ...places, [end]: id }));
  }

  protected date(kind: (typeof dates)[number], day: string): void {
    const { [kind]: _before, ...others } = this.lot();
    this.lot.set(day === '' ? others : { ...others, [kind]: day });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    // Typed degrees count once the field is left: so this is asked with the press.
    this.asks.set(this.remedy() === 'temperature' && !isCelsius(this.celsius()));
    if (!this.ready() || this.asks()) return;
    await this.#outbox.putRight(this.entry().id, (entry) => this.#put(entry));
    this.closed.emit();
  }

  #put({ command, about }: Put): Put {
    switch (this.remedy()) {
      case 'item': {
        const item = this.item();
        const quantity = this.quantity();
        if (!item || quantity === null) return { command, about };
        const named = { itemName: item.name, unit: item.unit, quantity };
        return { command: ofItem(command, item.id, quantity), about: { ...about, ...named } };
      }
      case 'quantity': {
        const quantity = this.quantity() ?? about.quantity;
        return { command: counted(command, quantity), about: { ...about, quantity } };
      }
      case 'site': {
        const [end = 'toSiteId'] = this.ends();
        const site = this.sites.sites().find(({ id }) => id === this.places()[end]);
        return {
          command: placed(command, this.places()),
          about: { ...about, siteName: site?.name ?? about.siteName },
        };
      }
      case 'date': {
        const lot = Object.keys(this.lot()).length > 0 ? this.lot() : null;
        return { command: withLot(command, lot), about };
      }
      case 'time': {
        const ms = Math.min(Date.parse(this.local()), this.#clock.now().getTime());
        return { command: at(command, new Date(ms).toISOString()), about };
      }
      case 'temperature':
        return { command: withCelsius(command, this.celsius() ?? 0), about };
      default:
        return { command, about };
    }
  }
}
