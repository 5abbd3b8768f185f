import type { Routes } from '@angular/router';
import { routes as scanRoutes } from '../scan/scan.routes';
import { hasRole } from '../session/role.guard';
import { signedIn } from '../session/signed-in.guard';
import { Frame } from './frame';

/** Every page but the first is loaded when it is first opened. A route's `title` is a message key. */
export const routes: Routes = [
  // First, so that the bare address leads into it: the door has no page of its own there.
  {
    path: '',
    component: Frame,
    canActivate: [signedIn],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'scan' },
      {
        path: 'scan/waiting',
        title: 'outbox.heading',
        loadComponent: () => import('../waiting/waiting.page').then((m) => m.WaitingPage),
      },
      // With the app itself: nearly everybody starts here, and one file arrives sooner than forty.
      { path: 'scan', children: scanRoutes },
      { path: 'stock', loadChildren: () => import('../stock/stock.routes').then((m) => m.routes) },
      {
        path: 'shortages',
        loadChildren: () => import('../shortages/shortages.routes').then((m) => m.routes),
      },
      { path: 'items', loadChildren: () => import('../items/items.routes').then((m) => m.routes) },
      { path: 'map', redirectTo: 'sites/map' },
      { path: 'sites', loadChildren: () => import('../sites/sites.routes').then((m) => m.routes) },
      { path: 'fridges', loadChildren: () => import('../fridges/fridges.routes').then((m) => m.routes) },
      { path: 'needs', loadChildren: () => import('../needs/needs.routes').then((m) => m.routes) },
      { path: 'people', loadChildren: () => import('../people/people.routes').then((m) => m.routes) },
      {
        path: 'transfers',
        loadChildren: () => import('../transfers/transfers.routes').then((m) => m.routes),
      },
      {
        path: 'directory',
        title: 'directory.title',
        canActivate: [hasRole('organizer')],
        loadComponent: () => import('../directory/directory.page').then((m) => m.DirectoryPage),
      },
      { path: 'labels', loadChildren: () => import('../labels/labels.routes').then((m) => m.routes) },
      {
        path: 'more',
        title: 'shell.more',
        loadComponent: () => import('./more.page').then((m) => m.MorePage),
      },
      {
        path: 'me',
        title: 'people.me.heading',
        loadComponent: () => import('../people/me.page').then((m) => m.MePage),
      },
    ],
  },
  {
    path: '',
    loadComponent: () => import('./door').then((m) => m.Door),
    children: [
      {
        path: 'join',
        title: 'people.join.heading',
        loadComponent: () => import('../people/join.page').then((m) => m.JoinPage),
      },
      {
        path: 'setup',
        title: 'people.setUp.heading',
        loadComponent: () => import('../people/set-up.page').then((m) => m.SetUpPage),
      },
      {
        path: 'sign-in',
        title: 'people.signIn.heading',
        loadComponent: () => import('../people/sign-in.page').then((m) => m.SignInPage),
      },
      {
        path: 'signed-out',
        title: 'people.signedOut.heading',
        loadComponent: () => import('../people/signed-out.page').then((m) => m.SignedOutPage),
      },
    ],
  },
  {
    path: '**',
    title: 'shell.notFound.heading',
    loadComponent: () => import('./not-found.page').then((m) => m.NotFoundPage),
  },
];
