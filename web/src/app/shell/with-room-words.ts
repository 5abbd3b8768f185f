import { inject } from '@angular/core';
import type { Route, Routes } from '@angular/router';
import { firstValueFrom, isObservable, type Observable } from 'rxjs';
import { Language } from '../ui/language';

/** Its words come with the app itself. */
const firstPage = 'scan';

/** The routes, each bringing the words of the rooms along with the code of its page. */
export function withRoomWords(routes: Routes): Routes {
  return routes.map((route) => (route.path === firstPage ? route : withWords(route)));
}

function withWords(route: Route): Route {
  const { children, loadChildren, loadComponent } = route;
  return {
    ...route,
    ...(children && { children: withRoomWords(children) }),
    ...(loadChildren && { loadChildren: () => alongWithWords(loadChildren()) }),
    ...(loadComponent && { loadComponent: () => alongWithWords(loadComponent()) }),
  };
}

async function alongWithWords<T>(page: T | Observable<T> | Promise<T>): Promise<T> {
  const words = inject(Language).loadRooms();
  const [loaded] = await Promise.all([isObservable(page) ? firstValueFrom(page) : page, words]);
  return loaded;
}
