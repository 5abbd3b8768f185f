import type { Routes } from '@angular/router';
import { SitesPage } from './sites.page';

export const routes: Routes = [{ path: '', title: 'sites.title', component: SitesPage }];
