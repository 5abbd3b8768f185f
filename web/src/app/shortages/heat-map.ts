import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ShelfReply } from '@shared/reports/overview.contract';
import { FigurePipe } from '../ui/figure.pipe';

/** Days left below which a shelf is hot, and below which it is warm. */
const hotDays = 3;
const warmDays = 10;

/**
 * Sites × categories as a table whose cells are coloured by the middle item's days left. The figure stands in every cell and
 * what is out is counted in words, so nothing depends on colour.
 */
@Component({
  selector: 'cs-heat-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe],
  template: `
    <div
      class="scroll"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('shortages.heat.heading')"
      *transloco="let t"
    >
      <table>
        <caption class="visually-hidden">
          {{
            t('shortages.heat.heading')
          }}
        </caption>
        <thead>
          <tr>
            <td></td>
            @for (site of sites(); track site.id) {
              <th scope="col">{{ site.name }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (category of categories(); track category.id) {
            <tr>
              <th scope="row">{{ category.name ?? t('shortages.heat.noCategory') }}</th>
              @for (site of sites(); track site.id) {
                @if (shelfAt(site.id, category.id); as shelf) {
                  <td [class]="heat(shelf)">
                    <span class="days">
                      @if (shelf.middleDaysLeft !== null) {
                        {{ shelf.middleDaysLeft | figure }}
                      } @else {
                        –
                      }
                    </span>
                    @if (shelf.out > 0) {
                      <span class="out">{{ t('shortages.heat.out', { count: shelf.out }) }}</span>
                    }
                  </td>
                } @else {
                  <td class="nothing">
                    <span class="visually-hidden">{{ t('shortages.heat.nothing') }}</span>
                  </td>
                }
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .scroll {
      overflow-x: auto;
      position: relative;
    }
    table {
      inline-size: 100%;
      border-collapse: separate;
      border-spacing: 3px;
      font-size: var(--text-small);
    }
    th {
      padding: var(--space-1);
      text-align: start;
      font-weight: 600;
    }
    thead th {
      vertical-align: bottom;
      text-align: center;
      min-inline-size: 4.5rem;
      max-inline-size: 7rem;
    }
    tbody th {
      position: sticky;
      inset-inline-start: 0;
      background: var(--surface);
      max-inline-size: 9rem;
    }
    td {
      padding: var(--space-1);
      text-align: center;
      border-radius: 0.375rem;
      print-color-adjust: exact;
    }
    .days {
      display: block;
      font-weight: 700;
      font-size: var(--text);
    }
    .out {
      display: block;
      font-size: 0.8125rem;
      line-height: 1.2;
    }
    .hot {
      background: var(--out-soft);
      color: var(--out);
      box-shadow: inset 0 0 0 2px var(--out);
    }
    .warm {
      background: var(--low-soft);
      color: var(--low);
    }
    .cool {
      background: var(--ok-soft);
      color: var(--ok);
    }
    .quiet {
      background: var(--sunken);
      color: var(--ink-soft);
    }
  `,
})
export class HeatMap {
  readonly shelves = input.required<readonly ShelfReply[]>();

  readonly #at = computed(
    () => new Map(this.shelves().map((shelf) => [`${shelf.siteId} ${shelf.categoryId ?? ''}`, shelf])),
  );
  protected readonly sites = computed(() =>
    [...new Map(this.shelves().map(({ siteId, siteName }) => [siteId, siteName]))]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
  /** Those with most out first, as the overview gives them. */
  protected readonly categories = computed(() =>
    [...new Map(this.shelves().map(({ categoryId, categoryName }) => [categoryId ?? '', categoryName]))].map(
      ([id, name]) => ({ id, name }),
    ),
  );

  protected shelfAt(siteId: string, categoryId: string): ShelfReply | null {
    return this.#at().get(`${siteId} ${categoryId}`) ?? null;
  }

  protected heat(shelf: ShelfReply): 'hot' | 'warm' | 'cool' | 'quiet' {
    const days = shelf.middleDaysLeft;
    if (days === null) return shelf.out > 0 ? 'hot' : 'quiet';
    return days < hotDays ? 'hot' : days < warmDays ? 'warm' : 'cool';
  }
}
