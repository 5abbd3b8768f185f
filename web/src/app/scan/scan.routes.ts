import type { Routes } from '@angular/router';
import { ScanPage } from './scan.page';

export const routes: Routes = [{ path: '', title: 'scan.title', component: ScanPage }];
