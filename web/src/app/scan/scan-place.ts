import { computed, inject, Injectable, signal } from '@angular/core';
import { type Channel, channels, type WasteReason, wasteReasons } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { CurrentSite } from '../session/current-site';
import { remember, remembered } from '../ui/device-memory';
import { type ScanMode, scanModes } from './scan-mode';

const oneOf = <T extends string>(list: readonly T[], text: string | null): T | null =>
  list.find((one) => one === text) ?? null;

/** Where and how the next scan counts: chosen once, remembered on the device, never asked per scan. */
@Injectable({ providedIn: 'root' })
export class ScanPlace {
  readonly #current = inject(CurrentSite);
  readonly #mode = signal<ScanMode>(oneOf(scanModes, remembered('scan-mode')) ?? 'in');
  readonly #toSiteId = signal<Id | null>(remembered('scan-to-site'));
  readonly #wasteReason = signal<WasteReason>(
    oneOf(wasteReasons, remembered('scan-waste-reason')) ?? 'spoiled',
  );
  readonly #channel = signal<Channel | null>(oneOf(channels, remembered('scan-channel')));
  readonly #householdSize = signal<number | null>(null);

  readonly mode = this.#mode.asReadonly();
  readonly site = this.#current.site;
  /** The sites that goods can move to from here. */
  readonly otherSites = computed(() => this.#current.sites().filter((site) => site.id !== this.site()?.id));
  readonly toSite = computed(
    () => this.otherSites().find((site) => site.id === this.#toSiteId()) ?? this.otherSites()[0] ?? null,
  );
  readonly wasteReason = this.#wasteReason.asReadonly();
  readonly channel = this.#channel.asReadonly();
  /** How many people the hand-outs are for; null where nobody counts. Lasts as long as the page: the next household differs. */
  readonly householdSize = this.#householdSize.asReadonly();

  useMode(mode: ScanMode): void {
    this.#mode.set(mode);
    remember('scan-mode', mode);
  }

  /** A site's own label was scanned: go there, or move goods there. */
  useScannedSite(siteId: Id): void {
    if (this.#mode() === 'move' && siteId !== this.site()?.id) this.useToSite(siteId);
    else this.#current.use(siteId);
  }

  useToSite(siteId: Id): void {
    this.#toSiteId.set(siteId);
    remember('scan-to-site', siteId);
  }

  useWasteReason(reason: WasteReason): void {
    this.#wasteReason.set(reason);
    remember('scan-waste-reason', reason);
  }

  useChannel(channel: Channel | null): void {
    this.#channel.set(channel);
    remember('scan-channel', channel);
  }

  useHouseholdSize(size: number | null): void {
    this.#householdSize.set(size);
  }
}
