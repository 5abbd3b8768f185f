import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  inject,
  input,
  model,
  viewChild,
} from '@angular/core';
import { mdiClose, mdiMagnify } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from './icon';

/** Search as one types: `text` follows after a pause of `delayMs`, at once on Enter and on clearing. */
@Component({
  selector: 'cs-search-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="search" role="search" *transloco="let t">
      <cs-icon [path]="magnify" />
      <input
        class="input"
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        [attr.aria-label]="label()"
        [attr.placeholder]="label()"
        [value]="text()"
        (input)="typed(field.value)"
        (keydown.enter)="now(field.value)"
        (keydown.escape)="clear()"
        #field
      />
      @if (text()) {
        <button
          class="button quiet"
          type="button"
          [attr.aria-label]="t('ui.clear')"
          (click)="clear(); field.focus()"
        >
          <cs-icon [path]="close" />
        </button>
      }
    </div>
  `,
  styles: `
    .search {
      position: relative;
    }
    .search > cs-icon {
      position: absolute;
      inset-inline-start: var(--space-3);
      inset-block: 0;
      align-items: center;
      pointer-events: none;
      color: var(--ink-soft);
    }
    .input {
      padding-inline: 2.75rem 3rem;
    }
    .input::-webkit-search-cancel-button {
      display: none;
    }
    .button {
      position: absolute;
      inset-inline-end: 0;
      inset-block: 0;
      padding: 0;
    }
  `,
})
export class SearchField {
  readonly label = input.required<string>();
  readonly delayMs = input(200);
  readonly text = model('');

  private readonly box = viewChild<ElementRef<HTMLInputElement>>('field');
  #waiting: ReturnType<typeof setTimeout> | undefined;

  protected readonly magnify = mdiMagnify;
  protected readonly close = mdiClose;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#waiting));
  }

  focus(): void {
    this.box()?.nativeElement.focus();
  }

  protected typed(text: string): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.text.set(text.trim()), this.delayMs());
  }

  protected now(text: string): void {
    clearTimeout(this.#waiting);
    this.text.set(text.trim());
  }

  protected clear(): void {
    clearTimeout(this.#waiting);
    const field = this.box()?.nativeElement;
    if (field) field.value = '';
    this.text.set('');
  }
}
