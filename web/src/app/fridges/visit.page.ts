import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { RoughLevel } from '@shared/fridges/visit-lines';
import {
  type Fullness,
  fullnesses,
  type VisitCondition,
  visitConditions,
} from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { FridgesApi } from '../api-client/fridges.api';
import { StockApi } from '../api-client/stock.api';
import { Device } from '../device/device';
import { RefusalWords } from '../forms/refusal-words';
import { TemperatureEntry } from '../forms/temperature-entry';
import { DeviceOutbox } from '../outbox/device-outbox';
import type { NamedItem, RefusedLine } from '../outbox/outbox-entry';
import { listenToWedge } from '../scanner/wedge-listener';
import { CurrentSite } from '../session/current-site';
import { failureOf } from '../ui/failure';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { RelativePipe } from '../ui/relative.pipe';
import { FullnessMark } from './fullness-mark';
import { knownFridge } from './known-fridge';
import { PhotoEntry } from './photo-entry';
import { PutInList } from './put-in-list';
import { StillHere } from './still-here';
import { ThrownOutList } from './thrown-out-list';
import { visitAgain } from './visit-again';
import { VisitDone } from './visit-done';
import { emptyDraft, forgetDraft, keepDraft, keptDraft, saysNothing, type VisitDraft } from './visit-draft';
import { VisitScans } from './visit-scans';
import { VisitSending } from './visit-sending';

/** `/fridges/:siteId/visit`: a steward at a fridge, one hand free, with or without a network. */
@Component({
  selector: 'cs-visit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    FullnessMark,
    PageHeader,
    PhotoEntry,
    ProblemMessage,
    PutInList,
    RelativePipe,
    StillHere,
    TemperatureEntry,
    ThrownOutList,
    VisitDone,
  ],
  providers: [VisitScans, VisitSending],
  templateUrl: './visit.page.html',
  styleUrl: './visit.page.scss',
})
export class VisitPage {
  readonly siteId = input.required<string>();
  /** The refused entry that is to be put right here; none for a new visit. */
  readonly putRight = input<string>();

  readonly #fridges = inject(FridgesApi);
  readonly #stock = inject(StockApi);
  readonly #sites = inject(CurrentSite);
  readonly #scans = inject(VisitScans);
  readonly #outbox = inject(DeviceOutbox);
  readonly #device = inject(Device);
  readonly #words = inject(RefusalWords);
  protected readonly sending = inject(VisitSending);
  protected readonly fullnesses = fullnesses;
  protected readonly conditions = visitConditions;
  protected readonly failureOf = failureOf;

  protected readonly found = resource({
    params: () => this.siteId(),
    loader: ({ params: siteId }) =>
      knownFridge(siteId, {
        fridge: () => this.#fridges.one(siteId),
        stock: async () => (await this.#stock.list({ siteId, limit: 500 })).data,
        visits: async () => (await this.#fridges.visits({ siteId, limit: 10 })).data,
      }),
  });
  protected readonly known = lastValue(this.found);
  protected readonly site = computed(
    () => this.#sites.sites().find(({ id }) => id === this.siteId()) ?? null,
  );
  protected readonly name = computed(() => this.site()?.name ?? this.known()?.fridge.name ?? '');
  /** The same however often the outbox is read, so that what is half typed stays. */
  readonly #refused = computed(
    () => this.#outbox.entries().find(({ id, state }) => id === this.putRight() && state === 'refused'),
    { equal: (a, b) => a?.id === b?.id },
  );
  protected readonly again = computed(() => visitAgain(this.#refused(), (id) => this.#named(id)));
  protected readonly problems = computed(() => {
    const [again, entry] = [this.again(), this.#refused()];
    const all = again && entry ? [...again.problems] : [];
    return new Map(all.map(([key, line]) => [key, entry ? this.#words.whyLine(entry.command, line) : '']));
  });
  protected readonly why = computed(() => {
    const entry = this.#refused();
    return entry ? this.#words.why(entry) : '';
  });
  protected readonly draft = linkedSignal<VisitDraft>(
    () => this.again()?.draft ?? keptDraft(this.siteId(), Date.now()),
  );
  /** What can be counted: what should be there, and what a refused visit counted. */
  protected readonly here = computed(() => {
    const known = this.known()?.here ?? [];
    const more = (this.again()?.items ?? []).filter((one) =>
      known.every(({ itemId }) => itemId !== one.itemId),
    );
    return [...more.map((one) => ({ ...one, quantity: 0 })), ...known];
  });
  /** Which parts are asked for: all, but of a visit that stands those in which something was refused. */
  protected readonly asks = computed(() => {
    const again = this.again();
    const parts = new Set([...(again?.problems.values() ?? [])].map(({ part }) => part));
    return { head: !again?.stands, has: (part: RefusedLine['part']) => !again?.stands || parts.has(part) };
  });
  protected readonly fromSiteId = signal<Id | null>(null);
  protected readonly notice = this.#scans.notice;
  /** Said once "Done" is pressed with nothing to keep. */
  protected readonly asksForMore = signal(false);
  readonly #now = signal(Date.now());
  protected readonly seconds = computed(() => {
    const { begunAt } = this.draft();
    return begunAt === null ? 0 : Math.max(0, Math.round((this.#now() - begunAt) / 1000));
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    const ticking = setInterval(() => this.#now.set(Date.now()), 1000);
    destroyed.onDestroy(() => clearInterval(ticking));
    listenToWedge(inject(DOCUMENT), destroyed, (text) => void this.scan(text, undefined));
  }

  /** Every touch is kept on the device at once: a reload loses nothing. */
  protected say(change: Partial<VisitDraft>): void {
    const now = Date.now();
    this.draft.update((draft) => ({ ...draft, begunAt: draft.begunAt ?? now, ...change }));
    this.#now.set(now);
    this.asksForMore.set(false);
    if (!this.again()) keepDraft(this.draft());
  }

  protected sayFullness(fullness: Fullness): void {
    this.say({ fullness });
  }

  protected sayCondition(condition: VisitCondition): void {
    this.say({ condition });
  }

  protected count({ itemId, quantity }: { itemId: Id; quantity: number }): void {
    this.say({ left: { ...this.draft().left, [itemId]: quantity } });
  }

  protected see({ categoryId, level }: { categoryId: Id; level: RoughLevel | null }): void {
    const others = Object.entries(this.draft().rough).filter(([id]) => id !== categoryId);
    this.say({ rough: Object.fromEntries(level ? [...others, [categoryId, level]] : others) });
  }

  protected async scan(text: string, symbology: string | undefined): Promise<void> {
    const goods = await this.#scans.read(text, symbology);
    if (goods) this.say({ putIn: this.#scans.added(this.draft().putIn, goods, this.fromSiteId()) });
  }

  protected async done(): Promise<void> {
    const again = this.again();
    if (!again?.stands && saysNothing(this.draft())) {
      this.asksForMore.set(true);
      return;
    }
    if (again) await this.sending.putRight(again, this.draft(), this.name());
    else if (await this.sending.keep(this.draft(), this.name(), this.here())) forgetDraft(this.siteId());
  }

  protected async undo(): Promise<void> {
    const again = await this.sending.undo();
    if (again) this.say(again);
  }

  #named(itemId: Id): NamedItem | null {
    const item = untracked(this.#device.shelf)?.catalogue.item(itemId);
    return item ? { itemId, name: item[1], unit: item[2], categoryId: item[3] } : null;
  }

  protected another(): void {
    this.sending.forget();
    this.draft.set(emptyDraft(this.siteId()));
    this.found.reload();
  }
}
