import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { NeighbourReportReply, ReportState } from '@shared/needs/neighbours.contract';
import { NeedsApi } from '../api-client/needs.api';
import { Sending } from '../forms/sending';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';
import { RelativePipe } from '../ui/relative.pipe';

/** What a neighbour saw at a site, with the photo, until a steward saw to it. */
@Component({
  selector: 'cs-report-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ProblemMessage, RelativePipe],
  template: `
    <article class="stack" *transloco="let t">
      <h3>{{ t('needs.reports.kinds.' + report().kind, { site: report().siteName }) }}</h3>
      <p class="soft small">{{ t('needs.reports.when', { when: report().reportedAt | relative }) }}</p>
      @if (photo(); as address) {
        <img [src]="address" [alt]="t('needs.reports.photo')" loading="lazy" />
      }
      <div class="row">
        <button class="button primary" type="button" (click)="decide('done')">
          {{ t('needs.reports.done') }}
        </button>
        <button class="button" type="button" (click)="decide('hidden')">{{ t('needs.reports.hide') }}</button>
      </div>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
    </article>
  `,
  styles: `
    :host {
      display: block;
    }
    h3,
    p {
      margin: 0;
    }
    img {
      max-inline-size: 100%;
      max-block-size: 20rem;
      border-radius: var(--radius);
    }
  `,
})
export class ReportCard {
  readonly report = input.required<NeighbourReportReply>();
  /** The sentence about what was decided. */
  readonly decided = output<string>();

  readonly #needs = inject(NeedsApi);
  readonly #language = inject(Language);
  protected readonly sending = new Sending();
  protected readonly photo = computed(() => {
    const { photoId } = this.report();
    return photoId === null ? null : this.#needs.photoAddress(photoId);
  });

  protected async decide(state: ReportState): Promise<void> {
    if (await this.sending.run(() => this.#needs.decideReport(this.report().id, state)))
      this.decided.emit(this.#language.say(`needs.reports.said.${state}`, { site: this.report().siteName }));
  }
}
