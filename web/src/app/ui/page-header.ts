import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiChevronLeft } from '@mdi/js';
import { Icon } from './icon';

/** A page's one h1, with the way back and its actions. The shell moves focus to the h1 after navigation. */
@Component({
  selector: 'cs-page-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Icon],
  template: `
    @if (back(); as to) {
      <a class="back no-print" [routerLink]="to"><cs-icon [path]="icon" />{{ backLabel() }}</a>
    }
    <div class="line">
      <h1 tabindex="-1">{{ heading() }}</h1>
      <div class="actions row no-print"><ng-content /></div>
    </div>
    @if (lead()) {
      <p class="soft">{{ lead() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .back {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      min-block-size: var(--target);
      margin-inline-start: calc(-1 * var(--space-2));
      text-decoration: none;
      font-weight: 600;
    }
    :host-context([dir='rtl']) .back cs-icon {
      transform: scaleX(-1);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      align-items: center;
      justify-content: space-between;
      min-block-size: var(--target);
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly lead = input<string>();
  /** Where "back" leads, as a router link. */
  readonly back = input<string>();
  readonly backLabel = input('');

  protected readonly icon = mdiChevronLeft;
}
