import {
  type ApplicationConfig,
  inject,
  Injectable,
  provideAppInitializer,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideTransloco, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Outbox } from '../outbox/outbox';
import { Language, languages } from '../ui/language';
import { Theme } from '../ui/theme';
import { routes } from './app.routes';
import { keepSending } from './keep-sending';
import { PageTitle } from './page-title';

/** Each language is one hashed chunk of the build: cached for good, and never of another version than the code. */
@Injectable()
class CatalogueLoader implements TranslocoLoader {
  getTranslation(code: string): Promise<Translation> {
    return code === 'es'
      ? import('../../i18n/es').then((m) => m.messages)
      : import('../../i18n/en').then((m) => m.messages);
  }
}

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(
      routes,
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withComponentInputBinding(),
    ),
    { provide: TitleStrategy, useClass: PageTitle },
    provideTransloco({
      config: {
        availableLangs: languages.map((language) => language.code),
        defaultLang: 'en',
        reRenderOnLangChange: true,
        // A missing key fails the house test; in production the key itself shows where it is.
        prodMode: true,
        missingHandler: { logMissingKey: false },
      },
      loader: CatalogueLoader,
    }),
    { provide: Outbox, useExisting: DeviceOutbox },
    provideAppInitializer(() => {
      keepSending();
      inject(Theme).start();
      return inject(Language).start();
    }),
  ],
};
