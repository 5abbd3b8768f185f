import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClose, mdiPrinterOutline } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import {
  type LabelSymbology,
  labelSymbologies,
  PrintLabelSheet,
  SheetLabel,
} from '@shared/labels/labels.contract';
import type { Id } from '@shared/words/id';
import { ItemsApi } from '../api-client/items.api';
import { LabelsApi } from '../api-client/labels.api';
import { ItemPicker } from '../forms/item-picker';
import { Sending } from '../forms/sending';
import { remember, remembered } from '../ui/device-memory';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Stepper } from '../ui/stepper';
import { SheetPicture } from './sheet-picture';

/** One kind of label on the way to the sheet: an item's, or a lot's of it. */
interface Wanted {
  item: ItemReply;
  lotId: Id | null;
  copies: number;
}

/** Choose items, how many of each, the sheet and its first free label; get the PDF. `?item=&lot=` begins with one. */
@Component({
  selector: 'cs-labels-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    EmptyState,
    Icon,
    ItemPicker,
    PageHeader,
    ProblemMessage,
    SaidLine,
    SheetPicture,
    Stepper,
  ],
  templateUrl: './labels.page.html',
  styleUrl: './labels.page.scss',
})
export class LabelsPage {
  readonly item = input<string>();
  readonly lot = input<string>();

  readonly #items = inject(ItemsApi);
  readonly #labels = inject(LabelsApi);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly icons = { close: mdiClose, print: mdiPrinterOutline };
  protected readonly symbologies = labelSymbologies;
  protected readonly sending = new Sending();

  protected readonly wanted = signal<readonly Wanted[]>([]);
  protected readonly symbology = signal<LabelSymbology>(
    labelSymbologies.find((one) => one === remembered('label-symbology')) ?? 'qr',
  );
  protected readonly sheets = resource({ loader: () => this.#labels.sheets().then(({ data }) => data) });
  readonly #chosen = signal(remembered('label-sheet'));
  protected readonly sheet = computed(() => {
    const all = this.sheets.hasValue() ? this.sheets.value() : [];
    return all.find((one) => one.id === this.#chosen()) ?? all[0] ?? null;
  });
  /** Labels of the first sheet that are used up; another sheet begins at its first. */
  protected readonly skip = linkedSignal({ source: () => this.sheet()?.id, computation: () => 0 });
  protected readonly count = computed(() => this.wanted().reduce((sum, one) => sum + one.copies, 0));
  protected readonly pages = computed(() => {
    const sheet = this.sheet();
    return sheet ? Math.ceil((this.count() + this.skip()) / (sheet.columns * sheet.rows)) : 0;
  });
  protected readonly made = signal<{ url: string; text: string } | null>(null);
  protected readonly preview = computed(() => {
    const first = this.wanted()[0];
    if (!first) return null;
    const address = first.lotId
      ? this.#labels.address('lots', first.lotId, 'svg', this.symbology())
      : this.#labels.address('items', first.item.id, 'svg', this.symbology());
    return { address, name: first.item.name };
  });

  constructor() {
    effect((onCleanup) => {
      const made = this.made();
      onCleanup(() => made && URL.revokeObjectURL(made.url));
    });
    effect(() => {
      const id = this.item();
      const lotId = this.lot() ?? null;
      if (id) untracked(() => void this.#begin(id, lotId));
    });
  }

  protected add(item: ItemReply, lotId: Id | null = null): void {
    this.made.set(null);
    this.wanted.update((all) =>
      all.some((one) => one.item.id === item.id && one.lotId === lotId)
        ? all.map((one) =>
            one.item.id === item.id && one.lotId === lotId ? { ...one, copies: one.copies + 1 } : one,
          )
        : [...all, { item, lotId, copies: 1 }],
    );
  }

  protected setCopies(which: Wanted, copies: number): void {
    this.made.set(null);
    this.wanted.update((all) => all.map((one) => (one === which ? { ...one, copies } : one)));
  }

  protected remove(which: Wanted): void {
    this.made.set(null);
    this.wanted.update((all) => all.filter((one) => one !== which));
  }

  protected useSheet(id: string): void {
    this.#chosen.set(id);
    remember('label-sheet', id);
  }

  protected useSymbology(value: string): void {
    const symbology = labelSymbologies.find((one) => one === value) ?? 'qr';
    this.symbology.set(symbology);
    remember('label-symbology', symbology);
  }

  /** Fills the rest of the sheet with the last item. */
  protected fill(which: Wanted): void {
    const sheet = this.sheet();
    if (!sheet) return;
    const perSheet = sheet.columns * sheet.rows;
    const free = perSheet - ((this.count() + this.skip()) % perSheet);
    this.setCopies(which, which.copies + (free === perSheet ? 0 : free));
  }

  protected async print(): Promise<void> {
    const sheet = this.sheet();
    if (!sheet || this.count() === 0) return;
    const request = Object.assign(new PrintLabelSheet(), {
      sheet: sheet.id,
      skip: this.skip(),
      symbology: this.symbology(),
      labels: this.wanted().map(({ item, lotId, copies }) =>
        Object.assign(new SheetLabel(), lotId ? { lotId, copies } : { itemId: item.id, copies }),
      ),
    });
    await this.sending.send(request, async () => {
      const url = URL.createObjectURL(await this.#labels.print(request));
      const text = this.#language.say(this.#language.plural('labels.ready', this.count()), {
        count: this.count(),
      });
      this.made.set({ url, text });
    });
  }

  async #begin(itemId: Id, lotId: Id | null): Promise<void> {
    await this.sending.run(async () => {
      const item = await this.#items.one(itemId);
      if (!this.wanted().some((one) => one.item.id === itemId && one.lotId === lotId)) this.add(item, lotId);
    });
  }
}
