import type { Routes } from '@angular/router';
import { ScanPage } from './scan.page';

export const routes: Routes = [
  { path: '', title: 'scan.title', component: ScanPage },
  {
    path: 'waiting',
    title: 'scan.waitingPage.heading',
    // The scan page fetches it ahead: what waits is looked at when there is no network to load a page from.
    loadComponent: () => import('./waiting.page').then((m) => m.WaitingPage),
  },
];
