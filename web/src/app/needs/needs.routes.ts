import type { Routes } from '@angular/router';
import { hasRole } from '../session/role.guard';
import { NeedsPage } from './needs.page';

export const routes: Routes = [
  { path: '', title: 'needs.title', canActivate: [hasRole('steward')], component: NeedsPage },
];
