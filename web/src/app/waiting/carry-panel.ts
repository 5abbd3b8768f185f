import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Carry } from '../outbox/carry';
import { CarryOut } from '../outbox/carry-out';
import { Session } from '../session/session';
import { FigurePipe } from '../ui/figure.pipe';
import { Language } from '../ui/language';

type Taken = Awaited<ReturnType<Carry['in']>>;

/** The last way out of a broken phone: what waits, as a file, and the way in on another device. */
@Component({
  selector: 'cs-carry-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CarryOut, FigurePipe],
  template: `
    <section class="stack" *transloco="let t">
      <h2>{{ t('outbox.file.heading') }}</h2>
      <p>{{ t('outbox.file.text') }}</p>
      @if (session.group(); as group) {
        <cs-carry-out [groupId]="group.id" [groupName]="group.name" />
        <label class="field">
          <span class="label">{{ t('outbox.file.import') }}</span>
          <input
            class="input"
            type="file"
            accept="application/json,.json"
            (change)="takeIn(picker.files)"
            #picker
          />
        </label>
        <div role="status">
          @if (problem(); as problem) {
            <p class="problem">{{ t('outbox.file.problems.' + problem) }}</p>
          }
          @if (taken(); as taken) {
            <p>
              {{
                t(language.plural('outbox.file.taken', taken.taken), {
                  count: taken.taken | figure,
                  group: taken.groupName,
                })
              }}
              @if (taken.known) {
                {{ t(language.plural('outbox.file.known', taken.known), { count: taken.known | figure }) }}
              }
            </p>
          }
        </div>
      }
    </section>
  `,
  styles: `
    .problem {
      color: var(--out);
      font-weight: 600;
    }
  `,
})
export class CarryPanel {
  readonly #carry = inject(Carry);
  readonly #result = signal<Taken | null>(null);
  protected readonly language = inject(Language);
  protected readonly session = inject(Session);
  protected readonly problem = computed(() => {
    const result = this.#result();
    return result && 'problem' in result ? result.problem : null;
  });
  protected readonly taken = computed(() => {
    const result = this.#result();
    return result && 'taken' in result ? result : null;
  });

  protected async takeIn(files: FileList | null): Promise<void> {
    const [file] = files ?? [];
    const group = this.session.group();
    if (file && group) this.#result.set(await this.#carry.in(file, group.id));
  }
}
