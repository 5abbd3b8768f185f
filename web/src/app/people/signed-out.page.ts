import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../ui/page-header';

/** Where somebody lands who is not signed in: how to get in. There is no password to type. */
@Component({
  selector: 'cs-signed-out-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, PageHeader],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('people.signedOut.heading')" [lead]="t('people.signedOut.lead')" />
      <section class="panel stack">
        <h2>{{ t('people.signedOut.newHeading') }}</h2>
        <p>{{ t('people.signedOut.new') }}</p>
      </section>
      <section class="panel stack">
        <h2>{{ t('people.signedOut.memberHeading') }}</h2>
        <p>{{ t('people.signedOut.member') }}</p>
      </section>
      <section class="panel stack">
        <h2>{{ t('people.signedOut.firstHeading') }}</h2>
        <p>{{ t('people.signedOut.first') }}</p>
      </section>
    </div>
  `,
})
export class SignedOutPage {}
