import type { Routes } from '@angular/router';
import { TransfersPage } from './transfers.page';

export const routes: Routes = [
  { path: '', title: 'transfers.title', component: TransfersPage },
  {
    path: 'ship',
    title: 'transfers.ship.title',
    loadComponent: () => import('./ship.page').then((m) => m.ShipPage),
  },
  {
    path: ':id',
    title: 'transfers.receive.title',
    loadComponent: () => import('./receive.page').then((m) => m.ReceivePage),
  },
];
