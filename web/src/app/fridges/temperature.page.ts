import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CurrentSite } from '../session/current-site';
import { PageHeader } from '../ui/page-header';
import { ColdPanel } from './cold-panel';

/** `/fridges/:siteId/temperature`: the cold chain of any site with a thermometer, a pantry's fridge too. */
@Component({
  selector: 'cs-temperature-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ColdPanel, PageHeader],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header
        [heading]="site()?.name ?? t('cold.heading')"
        [back]="'/sites/' + siteId()"
        [backLabel]="t('sites.one')"
      />
      <cs-cold-panel [siteId]="siteId()" />
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 52rem;
    }
  `,
})
export class TemperaturePage {
  readonly siteId = input.required<string>();

  readonly #sites = inject(CurrentSite);
  protected readonly site = computed(() => this.#sites.sites().find(({ id }) => id === this.siteId()));
}
