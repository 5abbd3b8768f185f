import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../ui/page-header';

@Component({
  selector: 'cs-scan-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, PageHeader],
  template: `<cs-page-header *transloco="let t" [heading]="t('scan.title')" />`,
})
export class ScanPage {}
