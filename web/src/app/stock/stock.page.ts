import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../ui/page-header';

@Component({
  selector: 'cs-stock-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, PageHeader],
  template: `<cs-page-header *transloco="let t" [heading]="t('stock.title')" />`,
})
export class StockPage {}
