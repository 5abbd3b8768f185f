import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { Language } from '../ui/language';

/** Less than this is used up by a day of scanning. */
const tightBytes = 10 * 2 ** 20;

/** How much room the device has left, and whether the browser may take it back. */
@Component({
  selector: 'cs-storage-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (!outbox.keeps()) {
        <p class="tight">{{ t('outbox.storage.none') }}</p>
      } @else if (room.hasValue() && room.value(); as room) {
        @if (tight()) {
          <p class="tight" role="alert">{{ t('outbox.storage.full') }}</p>
        }
        <p class="soft">
          {{ t('outbox.storage.used', { used: size(room.used), quota: size(room.quota) }) }}
          {{ t(room.persisted ? 'outbox.storage.kept' : 'outbox.storage.risk') }}
        </p>
        @if (!room.persisted) {
          @if (refused()) {
            <p class="soft" role="status">{{ t('outbox.storage.refused') }}</p>
          } @else {
            <button class="button" type="button" (click)="ask()">{{ t('outbox.storage.ask') }}</button>
          }
        }
      }
    </ng-container>
  `,
  styles: `
    .tight {
      color: var(--out);
      font-weight: 700;
    }
    .button {
      margin-block-start: var(--space-2);
    }
  `,
})
export class StorageState {
  readonly #language = inject(Language);
  protected readonly outbox = inject(DeviceOutbox);
  protected readonly refused = signal(false);
  /** Null where the browser tells nothing (plain http on a local network). */
  protected readonly room = resource({ loader: readRoom });
  protected readonly tight = computed(() => {
    const room = this.room.hasValue() ? this.room.value() : null;
    return room !== null && room.quota - room.used < tightBytes;
  });

  protected async ask(): Promise<void> {
    this.refused.set(!(await navigator.storage.persist().catch(() => false)));
    this.room.reload();
  }

  protected size(bytes: number): string {
    const mega = bytes / 1_000_000;
    const [unit, value] = mega >= 1_000 ? ['gigabyte', mega / 1_000] : ['megabyte', mega];
    return new Intl.NumberFormat(this.#language.locale(), {
      ...{ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 },
    }).format(value);
  }
}

async function readRoom() {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage?.estimate) return null;
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    storage.estimate(),
    storage.persisted().catch(() => false),
  ]);
  return quota > 0 ? { used: usage, quota, persisted } : null;
}
