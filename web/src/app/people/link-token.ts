import { inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { map } from 'rxjs';

/** The token behind the # of the link that opened the page. A fragment never reaches a server or its log. */
export function linkToken(): Signal<string> {
  return toSignal(inject(ActivatedRoute).fragment.pipe(map((fragment) => fragment ?? '')), {
    initialValue: '',
  });
}
