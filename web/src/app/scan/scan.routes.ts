import type { Routes } from '@angular/router';
import { ScanPage } from './scan.page';

export const routes: Routes = [
  { path: '', title: 'scan.title', component: ScanPage },
  {
    path: 'waiting',
    title: 'scan.waitingPage.heading',
    loadComponent: () => import('./waiting.page').then((m) => m.WaitingPage),
  },
];
