import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { mdiArrowDownBold, mdiArrowUpBold, mdiDeleteOutline, mdiSwapHorizontalBold } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { channels, wasteReasons } from '@shared/stock/movement-line';
import { Icon } from '../ui/icon';
import { Stepper } from '../ui/stepper';
import { type ScanMode, scanModes } from './scan-mode';
import { ScanPlace } from './scan-place';

const icons: Record<ScanMode, string> = {
  in: mdiArrowDownBold,
  out: mdiArrowUpBold,
  move: mdiSwapHorizontalBold,
  waste: mdiDeleteOutline,
};

/** In, out, move or waste, and what each of them wants to know once. */
@Component({
  selector: 'cs-mode-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon, Stepper],
  template: `
    <ng-container *transloco="let t">
      <fieldset class="modes">
        <legend class="visually-hidden">{{ t('scan.mode') }}</legend>
        @for (mode of modes; track mode) {
          <label>
            <input
              class="visually-hidden"
              type="radio"
              name="scan-mode"
              [value]="mode"
              [checked]="mode === place.mode()"
              (change)="place.useMode(mode)"
            />
            <span class="face" [class]="mode"
              ><cs-icon [path]="icons[mode]" />{{ t('scan.modes.' + mode) }}</span
            >
          </label>
        }
      </fieldset>
      @switch (place.mode()) {
        @case ('move') {
          @if (place.otherSites().length) {
            <label class="field">
              <span class="label">{{ t('scan.moveTo') }}</span>
              <select class="input" #to (change)="place.useToSite(to.value)">
                @for (site of place.otherSites(); track site.id) {
                  <option [value]="site.id" [selected]="site.id === place.toSite()?.id">
                    {{ site.name }}
                  </option>
                }
              </select>
            </label>
          } @else {
            <p>{{ t('scan.notices.no_other_site') }}</p>
          }
        }
        @case ('waste') {
          <fieldset class="reasons">
            <legend class="visually-hidden">{{ t('scan.why') }}</legend>
            @for (reason of wasteReasons; track reason) {
              <label>
                <input
                  class="visually-hidden"
                  type="radio"
                  name="waste-reason"
                  [value]="reason"
                  [checked]="reason === place.wasteReason()"
                  (change)="place.useWasteReason(reason)"
                />
                <span class="face">{{ t('scan.wasteReasons.' + reason) }}</span>
              </label>
            }
          </fieldset>
        }
        @case ('out') {
          <details>
            <summary>{{ handOut(t) }}</summary>
            <div class="row">
              <label class="field">
                <span class="label">{{ t('scan.channel') }}</span>
                <select class="input" #channel (change)="useChannel(channel.value)">
                  <option value="">{{ t('scan.notSaid') }}</option>
                  @for (one of channels; track one) {
                    <option [value]="one" [selected]="one === place.channel()">
                      {{ t('scan.channels.' + one) }}
                    </option>
                  }
                </select>
              </label>
              <div class="field">
                <span class="label">{{ t('scan.household') }}</span>
                <div class="row">
                  <cs-stepper
                    [label]="t('scan.household')"
                    [min]="0"
                    [max]="50"
                    [value]="place.householdSize() ?? 0"
                    (valueChange)="place.useHouseholdSize($event || null)"
                  />
                </div>
              </div>
            </div>
            <p class="soft small">{{ t('scan.householdHint') }}</p>
          </details>
        }
      }
    </ng-container>
  `,
  styleUrl: './mode-bar.scss',
})
export class ModeBar {
  protected readonly place = inject(ScanPlace);
  protected readonly modes = scanModes;
  protected readonly icons = icons;
  protected readonly wasteReasons = wasteReasons;
  protected readonly channels = channels;
  readonly #anything = computed(() => this.place.channel() !== null || this.place.householdSize() !== null);

  /** The closed setting says what is set. */
  protected handOut(t: (key: string, values?: object) => string): string {
    if (!this.#anything()) return t('scan.handOut');
    const channel = this.place.channel();
    const size = this.place.householdSize();
    return [
      ...(channel === null ? [] : [t('scan.channels.' + channel)]),
      ...(size === null ? [] : [t('scan.householdOf', { count: size })]),
    ].join(' · ');
  }

  protected useChannel(value: string): void {
    this.place.useChannel(channels.find((channel) => channel === value) ?? null);
  }
}
