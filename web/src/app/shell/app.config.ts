import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Outbox } from '../outbox/outbox';
import { Language, languages } from '../ui/language';
import { Theme } from '../ui/theme';
import { routes } from './app.routes';
import { Catalogues } from './catalogues';
import { keepFresh } from './keep-fresh';
import { keepSending } from './keep-sending';
import { PageTitle } from './page-title';
import { withRoomWords } from './with-room-words';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(
      withRoomWords(routes),
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
      loader: Catalogues,
    }),
    { provide: Outbox, useExisting: DeviceOutbox },
    provideAppInitializer(() => {
      keepSending();
      keepFresh();
      inject(Theme).start();
      return inject(Language).start();
    }),
  ],
};
