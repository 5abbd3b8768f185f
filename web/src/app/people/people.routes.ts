import type { Routes } from '@angular/router';
import { PeoplePage } from './people.page';

export const routes: Routes = [{ path: '', title: 'people.title', component: PeoplePage }];
