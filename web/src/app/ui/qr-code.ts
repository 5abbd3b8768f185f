import { ChangeDetectionStrategy, Component, input, resource } from '@angular/core';

/** Modules of quiet zone around the symbol, as ISO/IEC 18004 asks. */
const quiet = 4;

interface Symbol {
  size: number;
  /** One path of all dark modules. */
  path: string;
}

/** A text as a QR code, drawn here: nothing is asked of anybody. Always dark on white, as scanners expect. */
@Component({
  selector: 'cs-qr-code',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (symbol.hasValue()) {
      @let one = symbol.value();
      <svg
        role="img"
        [attr.aria-label]="label()"
        [attr.viewBox]="'0 0 ' + one.size + ' ' + one.size"
        shape-rendering="crispEdges"
      >
        <rect [attr.width]="one.size" [attr.height]="one.size" fill="#fff" />
        <path [attr.d]="one.path" fill="#000" />
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      inline-size: min(16rem, 100%);
      aspect-ratio: 1;
      justify-self: center;
    }
    svg {
      display: block;
      inline-size: 100%;
      border-radius: var(--radius);
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  protected readonly symbol = resource({ params: () => this.text(), loader: ({ params }) => draw(params) });
}

async function draw(text: string): Promise<Symbol> {
  const { correction, generate } = await import('lean-qr');
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  return { size: code.size + 2 * quiet, path };
}
