import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { TRANSLOCO_LOADER, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom, from } from 'rxjs';
import { remember, remembered } from './device-memory';

/** The catalogue languages, each by its own name. */
export const languages = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'es', name: 'Español', direction: 'ltr' },
] as const satisfies readonly { code: string; name: string; direction: 'ltr' | 'rtl' }[];

export type LanguageCode = (typeof languages)[number]['code'];

const isLanguageCode = (text: string | null): text is LanguageCode =>
  languages.some((language) => language.code === text);

/** The first language the person asked for that has a catalogue, English otherwise. */
export function bestLanguage(chosen: string | null, asked: readonly string[]): LanguageCode {
  const wanted = [chosen, ...asked.map((tag) => tag.toLowerCase().split('-')[0] ?? '')];
  return wanted.find(isLanguageCode) ?? 'en';
}

/** The language of the page: chosen from the browser, changed by the person, remembered on the device. */
@Injectable({ providedIn: 'root' })
export class Language {
  readonly #messages = inject(TranslocoService);
  readonly #loader = inject(TRANSLOCO_LOADER);
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #code = signal<LanguageCode>('en');
  /** The words of the rooms, by language; one that could not be loaded is asked for again. */
  readonly #rooms = new Map<LanguageCode, Promise<void>>();

  readonly code = this.#code.asReadonly();

  /** The locale for dates and numbers: the person's own region where it speaks the chosen language (`es-MX`), else the language. */
  readonly locale = computed(() => {
    const code = this.#code();
    return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === code) ?? code;
  });

  readonly #plurals = computed(() => new Intl.PluralRules(this.locale()));

  /** Loads what the first page says; the app waits for it, so no page is ever seen with bare keys. */
  start(): Promise<void> {
    return this.#show(bestLanguage(remembered('language'), navigator.languages));
  }

  /** Loads what all other pages say, once, in the language shown; each of them waits for it. */
  loadRooms(): Promise<void> {
    return this.#loadRooms(this.#code());
  }

  async use(code: LanguageCode): Promise<void> {
    await this.#show(code);
    remember('language', code);
  }

  /** The message of `key` in the chosen language. In templates prefer `*transloco`, which follows a change of language. */
  say(key: string, values: Record<string, unknown> = {}): string {
    return this.#messages.translate(key, values);
  }

  /** The key of the plural form for `count`: `key.one` or `key.other`. */
  plural(key: string, count: number): string {
    return `${key}.${this.#plurals().select(count) === 'one' ? 'one' : 'other'}`;
  }

  async #show(code: LanguageCode): Promise<void> {
    await Promise.all([
      firstValueFrom(this.#messages.load(code)),
      this.#rooms.size > 0 ? this.#loadRooms(code) : undefined,
    ]);
    this.#messages.setActiveLang(code);
    this.#code.set(code);
    this.#root.lang = code;
    this.#root.dir = languages.find((language) => language.code === code)?.direction ?? 'ltr';
  }

  #loadRooms(code: LanguageCode): Promise<void> {
    const loading = this.#rooms.get(code) ?? this.#fetchRooms(code);
    this.#rooms.set(code, loading);
    loading.catch(() => this.#rooms.delete(code));
    return loading;
  }

  async #fetchRooms(code: LanguageCode): Promise<void> {
    const words = await firstValueFrom(from(this.#loader.getTranslation(`rooms/${code}`)));
    this.#messages.setTranslation(words, code, { emitChange: false });
  }
}
