import { ChangeDetectionStrategy, Component, effect, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CopyField } from '../ui/copy-field';
import { Announcer } from '../ui/announcer';
import { QrCode } from '../ui/qr-code';

/** A link that somebody takes to their own device: as a QR code to scan and as text to copy. Shown once. */
@Component({
  selector: 'cs-link-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CopyField, QrCode],
  template: `
    <section class="stack" *transloco="let t">
      <h3>{{ heading() }}</h3>
      <cs-qr-code [text]="url()" [label]="t('people.links.qr')" />
      <cs-copy-field [label]="t('people.links.link')" [text]="url()" />
      <p class="soft small">{{ text() }} {{ t('people.links.once') }}</p>
      <button class="button no-print" type="button" (click)="closed.emit()">
        {{ t('people.links.done') }}
      </button>
    </section>
  `,
})
export class LinkCard {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly url = input.required<string>();
  readonly closed = output();

  readonly #announcer = inject(Announcer);

  constructor() {
    effect(() => this.#announcer.say(this.heading()));
  }
}
