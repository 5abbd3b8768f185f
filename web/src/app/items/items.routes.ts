import type { Routes } from '@angular/router';
import { ItemsPage } from './items.page';

export const routes: Routes = [{ path: '', title: 'items.title', component: ItemsPage }];
