import type { Routes } from '@angular/router';
import { ShortagesPage } from './shortages.page';

export const routes: Routes = [{ path: '', title: 'shortages.title', component: ShortagesPage }];
