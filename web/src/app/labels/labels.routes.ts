import type { Routes } from '@angular/router';
import { LabelsPage } from './labels.page';

export const routes: Routes = [
  { path: '', title: 'labels.title', component: LabelsPage },
  {
    path: 'prepared-food',
    title: 'labels.food.title',
    loadComponent: () => import('./prepared-food.page').then((m) => m.PreparedFoodPage),
  },
];
