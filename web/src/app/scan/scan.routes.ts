import type { Routes } from '@angular/router';
import { ScanPage } from './scan.page';
import { WaitingPage } from './waiting.page';

// Both in one: what waits is looked at when there is no network to load a page from.
export const routes: Routes = [
  { path: '', title: 'scan.title', component: ScanPage },
  { path: 'waiting', title: 'scan.waitingPage.heading', component: WaitingPage },
];
