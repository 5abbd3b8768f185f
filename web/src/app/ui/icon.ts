import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** One icon, drawn from path data (24 × 24, such as `mdiBarcodeScan` of @mdi/js). Decoration only: the word stands beside it. */
@Component({
  selector: 'cs-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      inline-size: 1.5em;
      block-size: 1.5em;
      fill: currentColor;
    }
  `,
})
export class Icon {
  readonly path = input.required<string>();
}
