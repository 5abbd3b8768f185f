import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SetPublicGroup } from '@shared/sites/public-site.contract';
import { NeedsApi } from '../api-client/needs.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { CopyField } from '../ui/copy-field';
import { failureOf } from '../ui/failure';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Stepper } from '../ui/stepper';

/** The group's board of needs: its address, whether there is one, and how long what neighbours say is kept. */
@Component({
  selector: 'cs-board-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CopyField, FieldProblem, ProblemMessage, SaidLine, Stepper],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); save()" *transloco="let t">
      <h2>{{ t('needs.board.title') }}</h2>
      <p class="soft">{{ t('needs.board.lead') }}</p>
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else if (known()) {
        <label class="choice">
          <input type="checkbox" [checked]="hasBoard()" (change)="hasBoard.set(box.checked)" #box />
          {{ t('needs.board.has') }}
        </label>
        <div class="field">
          <label for="board-slug">{{ t('needs.board.slug') }}</label>
          <input
            class="input mono"
            id="board-slug"
            autocapitalize="none"
            maxlength="60"
            aria-describedby="board-slug-wrong"
            [value]="slug()"
            (input)="slug.set(field.value)"
            #field
          />
          <cs-field-problem fieldId="board-slug-wrong" [rules]="sending.broken()['slug'] ?? []" />
        </div>
        @if (address(); as link) {
          <cs-copy-field [label]="t('needs.board.link')" [text]="link" />
          <p>
            <a [href]="link">{{ t('needs.board.open') }}</a>
          </p>
        }
        <div class="field">
          <span class="label">{{ t('needs.board.keepDays') }}</span>
          <cs-stepper [label]="t('needs.board.keepDays')" [(value)]="keepDays" />
          <p class="hint">{{ t('needs.board.keepHint') }}</p>
        </div>
        @if (sending.failure(); as failure) {
          <cs-problem-message [failure]="failure" />
        }
        @if (said(); as text) {
          <cs-said-line [text]="text" />
        }
        <div class="row">
          <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
            {{ t('needs.board.save') }}
          </button>
        </div>
      }
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      margin: 0;
    }
    .choice {
      justify-self: start;
    }
    .choice input {
      flex: none;
    }
  `,
})
export class BoardSettings {
  readonly #needs = inject(NeedsApi);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly sending = new Sending();
  protected readonly said = signal('');
  protected readonly found = resource({ loader: () => this.#needs.publicGroup() });
  protected readonly known = lastValue(this.found);
  protected readonly slug = linkedSignal(() => this.known()?.slug ?? '');
  protected readonly hasBoard = linkedSignal(() => this.known()?.hasBoard ?? true);
  protected readonly keepDays = linkedSignal(() => this.known()?.keepDays ?? 14);
  protected readonly address = computed(() => {
    const known = this.known();
    return known?.hasBoard ? `${location.origin}/board/${known.slug}` : null;
  });

  protected async save(): Promise<void> {
    const request = Object.assign(new SetPublicGroup(), {
      slug: this.slug().trim(),
      hasBoard: this.hasBoard(),
      keepDays: this.keepDays(),
    });
    if (!(await this.sending.send(request, () => this.#needs.setPublicGroup(request)))) return;
    this.said.set(this.#language.say('needs.board.saved'));
    this.found.reload();
  }
}
