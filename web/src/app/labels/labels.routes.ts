import type { Routes } from '@angular/router';
import { LabelsPage } from './labels.page';

export const routes: Routes = [{ path: '', title: 'labels.title', component: LabelsPage }];
