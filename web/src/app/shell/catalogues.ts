import { Injectable } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';

const catalogues: Readonly<Record<string, () => Promise<{ messages: Translation }>>> = {
  en: () => import('../../i18n/en-first'),
  es: () => import('../../i18n/es-first'),
  'rooms/en': () => import('../../i18n/en'),
  'rooms/es': () => import('../../i18n/es'),
};

/**
 * Each language in two hashed chunks of the build, what the first page says and the rest: cached for good, and never of another
 * version than the code.
 */
@Injectable()
export class Catalogues implements TranslocoLoader {
  async getTranslation(path: string): Promise<Translation> {
    return (await catalogues[path]?.())?.messages ?? {};
  }
}
