import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  resource,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiFileUploadOutline } from '@mdi/js';
import type {
  ProductListBroken,
  ProductListReply,
  RefusedProductLine,
} from '@shared/directory/directory.contract';
import { DirectoryApi } from '../api-client/directory.api';
import { Sending } from '../forms/sending';
import { Cell } from '../ui/cell';
import type { Column } from '../ui/column';
import { DataTable } from '../ui/data-table';
import { FigurePipe } from '../ui/figure.pipe';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';

/** The product directory: how many products it knows, and loading a list with progress and the lines it refused. */
@Component({
  selector: 'cs-directory-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Cell, DataTable, FigurePipe, Icon, PageHeader, ProblemMessage, SaidLine],
  templateUrl: './directory.page.html',
  styleUrl: './directory.page.scss',
})
export class DirectoryPage {
  readonly #directory = inject(DirectoryApi);
  readonly #language = inject(Language);
  protected readonly icon = mdiFileUploadOutline;
  protected readonly sending = new Sending();
  protected readonly size = resource({ loader: () => this.#directory.size() });
  protected readonly file = signal<File | null>(null);
  protected readonly sent = signal(0);
  protected readonly done = signal<ProductListReply | null>(null);
  protected readonly broken = signal<ProductListBroken | null>(null);
  #stop: AbortController | null = null;

  protected readonly percent = computed(() => {
    const bytes = this.file()?.size ?? 0;
    return bytes > 0 ? Math.min(100, Math.floor((this.sent() / bytes) * 100)) : 0;
  });
  protected readonly columns = computed(() => {
    const line = this.#column('line', { figure: true, phone: 'main', sortBy: (row) => row.line });
    const barcode = this.#column('barcode', { heading: true, sortBy: (row) => row.barcode });
    const reason = this.#column('reason', { phone: 'bare', sortBy: (row) => row.code });
    return { line, barcode, reason, all: [line, barcode, reason] };
  });
  protected readonly key = (row: RefusedProductLine) => String(row.line);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop?.abort());
  }

  protected choose(files: FileList | null): void {
    this.file.set(files?.[0] ?? null);
    this.done.set(null);
    this.broken.set(null);
    this.sending.clear();
  }

  protected async load(): Promise<void> {
    const file = this.file();
    if (!file || this.sending.busy()) return;
    this.choose(null);
    this.file.set(file);
    this.sent.set(0);
    const stop = new AbortController();
    this.#stop = stop;
    await this.sending.run(async () => {
      try {
        const answer = await this.#directory.upload(file, (bytes) => this.sent.set(bytes), stop.signal);
        if ('problem' in answer) this.broken.set(answer);
        else this.done.set(answer);
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      }
    });
    this.size.reload();
  }

  protected stop(): void {
    this.#stop?.abort();
  }

  #column(key: string, more: Partial<Column<RefusedProductLine>>): Column<RefusedProductLine> {
    this.#language.code();
    return { key, label: this.#language.say(`directory.columns.${key}`), ...more };
  }
}
