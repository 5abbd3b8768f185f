import { afterNextRender, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** After a move to another page, focus goes to its h1, so that readers and keyboards start where the page starts. */
@Injectable({ providedIn: 'root' })
export class FocusAfterNavigation {
  readonly #document = inject(DOCUMENT);
  readonly #injector = inject(Injector);
  #path: string | null = null;

  constructor() {
    inject(Router)
      .events.pipe(filter((event) => event instanceof NavigationEnd))
      .subscribe((event) => {
        const path = event.urlAfterRedirects.split(/[?#]/)[0] ?? '';
        const moved = this.#path !== null && path !== this.#path;
        this.#path = path;
        // The first page keeps the browser's own start; a changed filter in the address keeps the focus where it is.
        if (moved) afterNextRender({ read: () => this.heading() }, { injector: this.#injector });
      });
  }

  heading(): void {
    const page =
      this.#document.querySelector<HTMLElement>('main h1') ??
      this.#document.querySelector<HTMLElement>('main');
    page?.focus({ preventScroll: false });
  }
}
