import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import type { Role } from '@shared/words/role';
import { Session } from './session';

/** Lets a role and those above it through, after `signedIn`; others are led to the More page. */
export const hasRole =
  (role: Role): CanActivateFn =>
  () =>
    inject(Session).can(role) || inject(Router).parseUrl('/more');
