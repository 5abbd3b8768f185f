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
import { TranslocoDirective } from '@jsverse/transloco';
import {
  ReceiveTransfer,
  TransferLine,
  type TransferLineReply,
  TransferLot,
} from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { TransfersApi } from '../api-client/transfers.api';
import { DeviceClock } from '../outbox/device-clock';
import { QuantityField } from '../forms/quantity-field';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { DayPipe } from '../ui/day.pipe';
import { failureOf } from '../ui/failure';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';

/** One transfer: what was sent, and what really arrived; differences are said as soon as they are typed. */
@Component({
  selector: 'cs-receive-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    DayPipe,
    InstantPipe,
    PageHeader,
    ProblemMessage,
    QuantityField,
    QuantityPipe,
    SaidLine,
    Skeleton,
  ],
  templateUrl: './receive.page.html',
  styleUrl: './receive.page.scss',
})
export class ReceivePage {
  readonly id = input.required<string>();

  readonly #clock = inject(DeviceClock);
  readonly #transfers = inject(TransfersApi);
  readonly #sites = inject(CurrentSite);
  readonly #language = inject(Language);
  readonly #receiptId = newId();
  protected readonly failureOf = failureOf;
  protected readonly sending = new Sending();
  protected readonly said = signal('');
  protected readonly found = resource({
    params: () => this.id(),
    loader: ({ params }) => this.#transfers.one(params),
  });
  protected readonly transfer = lastValue(this.found);
  protected readonly way = computed(() => {
    const one = this.transfer();
    return one ? `${this.#siteName(one.fromSiteId)} → ${this.#siteName(one.toSiteId)}` : '';
  });
  /** What arrived, line by line; as much as was sent until somebody says otherwise. */
  protected readonly arrived = linkedSignal<readonly (number | null)[]>(
    () => this.transfer()?.lines.map((line) => line.shipped) ?? [],
  );
  protected readonly ready = computed(() => this.arrived().every((quantity) => quantity !== null));

  protected setArrived(index: number, quantity: number | null): void {
    this.arrived.update((all) => all.map((one, n) => (n === index ? quantity : one)));
  }

  protected differenceOf(line: TransferLineReply, index: number): number {
    return line.difference ?? (this.arrived()[index] ?? line.shipped) - line.shipped;
  }

  protected size(quantity: number): number {
    return Math.abs(quantity);
  }

  protected async receive(): Promise<void> {
    const transfer = this.transfer();
    if (!transfer || !this.ready()) return;
    const request = Object.assign(new ReceiveTransfer(), {
      id: this.#receiptId,
      receivedAt: this.#clock.now().toISOString(),
      lines: transfer.lines
        .map((line, n) => ({ line, quantity: this.arrived()[n] ?? 0 }))
        .filter(({ quantity }) => quantity > 0)
        .map(({ line, quantity }) =>
          Object.assign(new TransferLine(), { itemId: line.itemId, quantity, ...lotOf(line) }),
        ),
    });
    if (await this.sending.send(request, () => this.#transfers.receive(this.id(), request))) {
      this.said.set(
        this.#language.say('transfers.receive.done', { site: this.#siteName(transfer.toSiteId) }),
      );
      this.found.reload();
    }
  }

  #siteName(id: Id): string {
    return (
      this.#sites.sites().find((site) => site.id === id)?.name ?? this.#language.say('transfers.elsewhere')
    );
  }
}

/** The lot of a line as a request says it: what is not known is left out. */
function lotOf({ lot }: TransferLineReply): { lot?: TransferLot } {
  if (lot === null) return {};
  const known = Object.entries(lot).filter(([, value]) => value !== null);
  return { lot: Object.assign(new TransferLot(), Object.fromEntries(known)) };
}
