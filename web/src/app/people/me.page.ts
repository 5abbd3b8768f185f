import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Session } from '../session/session';
import { type Failure, failureOf } from '../ui/failure';
import { type LanguageCode, Language, languages } from '../ui/language';
import { FigurePipe } from '../ui/figure.pipe';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Shortcuts } from '../ui/shortcuts';
import { Theme, themes } from '../ui/theme';
import { TemperatureUnit, temperatureUnits } from '../ui/temperature-unit';
import { WeightUnit, weightUnits } from '../ui/weight-unit';

/** What a member chooses for this device, and the ways out. */
@Component({
  selector: 'cs-me-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FigurePipe, PageHeader, ProblemMessage],
  templateUrl: './me.page.html',
})
export class MePage {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly language = inject(Language);
  protected readonly theme = inject(Theme);
  protected readonly weightUnit = inject(WeightUnit);
  protected readonly temperatureUnit = inject(TemperatureUnit);
  protected readonly shortcuts = inject(Shortcuts);

  protected readonly languages = languages;
  protected readonly themes = themes;
  protected readonly weightUnits = weightUnits;
  protected readonly temperatureUnits = temperatureUnits;
  protected readonly failure = signal<Failure | null>(null);
  protected readonly languageFailed = signal<Failure | null>(null);
  /** "Forget me" was pressed once; the second press does it. */
  protected readonly sure = signal(false);
  protected readonly leaving = signal(false);

  protected async speak(code: LanguageCode): Promise<void> {
    this.languageFailed.set(null);
    try {
      await this.language.use(code);
    } catch {
      this.languageFailed.set({ code: 'unreachable', detail: '', errors: [] });
    }
  }

  /** Where something waits here it is said first; the second press does it. */
  protected async signOut(): Promise<void> {
    if (this.outbox.entries().length > 0 && !this.leaving()) return this.leaving.set(true);
    return this.#leave(() => this.session.signOut());
  }

  protected forgetMe(): Promise<void> {
    return this.#leave(() => this.session.forgetMe());
  }

  async #leave(how: () => Promise<void>): Promise<void> {
    this.failure.set(null);
    try {
      await how();
      await this.#router.navigateByUrl('/signed-out', { replaceUrl: true });
    } catch (error) {
      this.failure.set(failureOf(error));
    }
  }
}
