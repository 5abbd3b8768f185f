import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Language } from '../ui/language';

/** Page titles: a route's `title` is a message key. Follows a change of language. */
@Injectable()
export class PageTitle extends TitleStrategy {
  readonly #language = inject(Language);
  readonly #title = inject(Title);
  readonly #key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      this.#language.code();
      const key = this.#key();
      this.#title.setTitle(key ? `${this.#language.say(key)} · Commonshelf` : 'Commonshelf');
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.#key.set(this.buildTitle(snapshot));
  }
}
