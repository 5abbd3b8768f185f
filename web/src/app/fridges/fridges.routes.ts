import type { Routes } from '@angular/router';
import { hasRole } from '../session/role.guard';
import { FridgesPage } from './fridges.page';

export const routes: Routes = [
  { path: '', title: 'fridges.title', component: FridgesPage },
  {
    path: ':siteId',
    title: 'fridges.one',
    loadComponent: () => import('./fridge.page').then((m) => m.FridgePage),
  },
  {
    path: ':siteId/visit',
    title: 'fridges.visit.title',
    canActivate: [hasRole('steward')],
    loadComponent: () => import('./visit.page').then((m) => m.VisitPage),
  },
];
