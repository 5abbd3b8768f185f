import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideZonelessChangeDetection,
} from '@angular/core';
import { ɵSharedStylesHost as SharedStylesHost } from '@angular/platform-browser';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Outbox } from '../outbox/outbox';
import { Language, languages } from '../ui/language';
import { Theme } from '../ui/theme';
import { AdoptedStyles } from './adopted-styles';
import { AppUpdate } from './app-update';
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
      // Its code is no longer there (a newer build), or there is no network and it was not kept yet.
      withNavigationErrorHandler(({ url }) => inject(AppUpdate).lost(url)),
    ),
    { provide: TitleStrategy, useClass: PageTitle },
    { provide: SharedStylesHost, useClass: AdoptedStyles },
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
      inject(AppUpdate).start();
      return inject(Language).start();
    }),
  ],
};
