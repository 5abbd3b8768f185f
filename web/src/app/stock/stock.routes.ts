import type { Routes } from '@angular/router';
import { StockPage } from './stock.page';

export const routes: Routes = [
  { path: '', title: 'stock.title', component: StockPage },
  {
    path: 'history',
    title: 'stock.history.title',
    loadComponent: () => import('./history.page').then((m) => m.HistoryPage),
  },
];
