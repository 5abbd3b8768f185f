import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Cell } from './cell';
import type { Column } from './column';
import { DataTable } from './data-table';
import { RowDetail } from './row-detail';

interface Row {
  id: string;
  name: string;
  daysLeft: number | null;
}

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, DataTable, RowDetail],
  template: `
    <cs-data-table
      caption="Gaps"
      [columns]="columns"
      [rows]="rows"
      [rowKey]="key"
      [openable]="true"
      [(openKey)]="openKey"
    >
      <ng-template [csCell]="name" let-row>{{ row.name }}</ng-template>
      <ng-template [csCell]="days" let-row>{{ row.daysLeft }}</ng-template>
      <ng-template [csRowDetail]="rows" let-row>More about {{ row.name }}</ng-template>
    </cs-data-table>
  `,
})
class Page {
  readonly name: Column<Row> = { key: 'name', label: 'Item', heading: true, sortBy: (row) => row.name };
  readonly days: Column<Row> = {
    key: 'days',
    label: 'Days left',
    figure: true,
    sortBy: (row) => row.daysLeft,
  };
  readonly columns = [this.name, this.days];
  readonly rows: Row[] = [
    { id: 'a', name: 'Rice', daysLeft: null },
    { id: 'b', name: 'Beans', daysLeft: 4 },
    { id: 'c', name: 'Diapers', daysLeft: 0 },
  ];
  readonly key = (row: Row) => row.id;
  readonly openKey = signal<string | null>(null);
}

async function page() {
  const fixture = TestBed.createComponent(Page);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const names = () =>
    [...element.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')?.textContent?.trim());
  const press = async (head: number) => {
    element.querySelectorAll<HTMLButtonElement>('th button')[head]?.click();
    await fixture.whenStable();
  };
  return { fixture, element, names, press };
}

describe('a data table', () => {
  it('keeps the order of its rows until a head is pressed', async () => {
    expect((await page()).names()).toEqual(['Rice', 'Beans', 'Diapers']);
  });

  it('sorts up, then down, then as the rows came; what is not known stays last', async () => {
    const { element, names, press } = await page();
    await press(1);
    expect(names()).toEqual(['Diapers', 'Beans', 'Rice']);
    expect(element.querySelectorAll('th')[1]?.getAttribute('aria-sort')).toBe('ascending');
    await press(1);
    expect(names()).toEqual(['Beans', 'Diapers', 'Rice']);
    await press(1);
    expect(names()).toEqual(['Rice', 'Beans', 'Diapers']);
  });

  it('opens the row of the focused heading below it and moves between headings with the arrows', async () => {
    const { fixture, element } = await page();
    const openers = element.querySelectorAll<HTMLElement>('.opener');
    document.body.append(element);
    openers[0]?.focus();
    openers[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement).toBe(openers[1]);
    openers[1]?.click();
    await fixture.whenStable();
    expect(fixture.componentInstance.openKey()).toBe('b');
    expect(openers[1]?.getAttribute('aria-expanded')).toBe('true');
    expect(element.querySelector('.detail')?.textContent).toContain('More about Beans');
  });
});
