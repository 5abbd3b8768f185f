import type { Routes } from '@angular/router';
import { hasRole } from '../session/role.guard';
import { FridgesPage } from './fridges.page';

export const routes: Routes = [
  { path: '', title: 'fridges.title', component: FridgesPage },
  {
    path: 'tasks',
    title: 'tasks.title',
    loadComponent: () => import('./tasks.page').then((m) => m.TasksPage),
  },
  {
    path: ':siteId/too-warm',
    title: 'cold.check.title',
    canActivate: [hasRole('steward')],
    loadComponent: () => import('./too-warm.page').then((m) => m.TooWarmPage),
  },
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
