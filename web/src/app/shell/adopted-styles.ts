import { DOCUMENT, inject, Injectable } from '@angular/core';
import { ɵSharedStylesHost as SharedStylesHost } from '@angular/platform-browser';

interface Adopted {
  readonly sheet: CSSStyleSheet;
  uses: number;
}

/**
 * Gives the components' styles to the page as constructed sheets instead of `<style>` elements. Those would need a nonce from the
 * server in each page, and a page with a nonce of its own cannot be the file that the service worker keeps and compares.
 */
@Injectable()
export class AdoptedStyles extends SharedStylesHost {
  readonly #page = inject(DOCUMENT);
  readonly #adopted = new Map<string, Adopted>();

  override addStyles(styles: string[], urls?: string[]): void {
    for (const style of styles) this.#adopt(style).uses += 1;
    super.addStyles([], urls);
  }

  override removeStyles(styles: string[], urls?: string[]): void {
    for (const style of styles) this.#leave(style);
    super.removeStyles([], urls);
  }

  #adopt(style: string): Adopted {
    const known = this.#adopted.get(style);
    if (known) return known;
    const made = { sheet: new CSSStyleSheet(), uses: 0 };
    made.sheet.replaceSync(style);
    this.#page.adoptedStyleSheets.push(made.sheet);
    this.#adopted.set(style, made);
    return made;
  }

  #leave(style: string): void {
    const known = this.#adopted.get(style);
    if (!known || --known.uses > 0) return;
    this.#adopted.delete(style);
    this.#page.adoptedStyleSheets = this.#page.adoptedStyleSheets.filter((sheet) => sheet !== known.sheet);
  }
}
