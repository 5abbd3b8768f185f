import { ChangeDetectionStrategy, Component, computed, inject, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClose, mdiPlus } from '@mdi/js';
import type { OpenSpan } from '@shared/sites/public-site.contract';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';

/** When a site is open in the week: a weekday, from, to; as many as it takes. */
@Component({
  selector: 'cs-open-hours',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <fieldset class="stack" *transloco="let t">
      <legend>{{ t('public.hours.title') }}</legend>
      @for (span of hours(); track $index) {
        <div class="row span">
          <select
            class="input"
            [attr.aria-label]="t('public.hours.weekday')"
            (change)="change($index, { weekday: +day.value })"
            #day
          >
            @for (one of weekdays(); track one.number) {
              <option [value]="one.number" [selected]="one.number === span.weekday">{{ one.name }}</option>
            }
          </select>
          <input
            class="input"
            type="time"
            [attr.aria-label]="t('public.hours.opens')"
            [value]="span.opens"
            (change)="change($index, { opens: from.value })"
            #from
          />
          <input
            class="input"
            type="time"
            [attr.aria-label]="t('public.hours.closes')"
            [value]="span.closes === '24:00' ? '00:00' : span.closes"
            (change)="change($index, { closes: to.value === '00:00' ? '24:00' : to.value })"
            #to
          />
          <button
            class="button quiet"
            type="button"
            [attr.aria-label]="t('public.hours.remove')"
            (click)="remove($index)"
          >
            <cs-icon [path]="icons.remove" />
          </button>
        </div>
      }
      <button class="button" type="button" (click)="add()">
        <cs-icon [path]="icons.add" />{{ t('public.hours.add') }}
      </button>
    </fieldset>
  `,
  styles: `
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      min-inline-size: 0;
    }
    legend {
      font-weight: 600;
      padding: 0;
      margin-block-end: var(--space-1);
    }
    .span .input {
      flex: 1 1 7rem;
      inline-size: auto;
    }
    fieldset > .button {
      justify-self: start;
    }
  `,
})
export class OpenHours {
  readonly hours = model.required<readonly OpenSpan[]>();

  readonly #language = inject(Language);
  protected readonly icons = { add: mdiPlus, remove: mdiClose };
  protected readonly weekdays = computed(() => {
    const format = new Intl.DateTimeFormat(this.#language.locale(), { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((number) => ({
      number,
      name: format.format(new Date(Date.UTC(2024, 0, number))),
    }));
  });

  /** One more, on the day after the last, with its hours. */
  protected add(): void {
    this.hours.update((all) => {
      const last = all.at(-1) ?? { weekday: 0, opens: '09:00', closes: '17:00' };
      return [...all, { ...last, weekday: (last.weekday % 7) + 1 }];
    });
  }

  protected change(at: number, part: Partial<OpenSpan>): void {
    this.hours.update((all) => all.map((span, n) => (n === at ? { ...span, ...part } : span)));
  }

  protected remove(at: number): void {
    this.hours.update((all) => all.filter((_, n) => n !== at));
  }
}
