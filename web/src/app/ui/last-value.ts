import { linkedSignal, type ResourceRef, type Signal } from '@angular/core';

/** What a resource last answered; it stays while the next answer is under way, so that nothing jumps. */
export function lastValue<T>(resource: ResourceRef<T | undefined>): Signal<T | undefined> {
  return linkedSignal<T | undefined, T | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
}
