import type { Routes } from '@angular/router';
import { hasRole } from '../session/role.guard';
import { ItemsPage } from './items.page';

export const routes: Routes = [
  { path: '', title: 'items.title', component: ItemsPage },
  {
    path: 'new',
    title: 'items.new.title',
    loadComponent: () => import('./new-item.page').then((m) => m.NewItemPage),
  },
  {
    path: 'categories',
    title: 'items.categories.title',
    canActivate: [hasRole('organizer')],
    loadComponent: () => import('./categories.page').then((m) => m.CategoriesPage),
  },
  {
    path: ':id',
    title: 'items.one',
    loadComponent: () => import('./item.page').then((m) => m.ItemPage),
  },
];
