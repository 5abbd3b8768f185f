import type { Routes } from '@angular/router';
import { hasRole } from '../session/role.guard';
import { SitesPage } from './sites.page';

export const routes: Routes = [
  { path: '', title: 'sites.title', component: SitesPage },
  {
    path: 'map',
    title: 'sites.map.title',
    loadComponent: () => import('./map.page').then((m) => m.MapPage),
  },
  {
    path: 'new',
    title: 'sites.new',
    canActivate: [hasRole('organizer')],
    loadComponent: () => import('./site.page').then((m) => m.SitePage),
  },
  {
    path: ':id',
    title: 'sites.one',
    loadComponent: () => import('./site.page').then((m) => m.SitePage),
  },
];
