import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiCameraPlusOutline, mdiClose } from '@mdi/js';
import { Icon } from '../ui/icon';
import { smallPhoto } from './small-photo';

/** A photo of the fridge: made small and freed of everything but the picture before it leaves the device. */
@Component({
  selector: 'cs-photo-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <ng-container *transloco="let t">
      @if (address(); as picture) {
        <div class="kept">
          <img [src]="picture" [alt]="t('fridges.visit.photoAlt')" />
          <button class="button quiet" type="button" (click)="changed.emit(null)">
            <cs-icon [path]="icons.close" />{{ t('fridges.visit.photoGone') }}
          </button>
        </div>
      } @else {
        <label class="button">
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            capture="environment"
            (change)="take(file)"
            #file
          />
          <cs-icon [path]="icons.camera" />{{ t(busy() ? 'ui.loading' : 'fridges.visit.photo') }}
        </label>
        @if (failed()) {
          <p role="alert">{{ t('fridges.visit.noPhoto') }}</p>
        }
        <p class="soft small">{{ t('fridges.visit.photoHint') }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      justify-items: start;
    }
    .kept {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
    }
    img {
      max-block-size: 8rem;
      max-inline-size: 100%;
      border-radius: var(--radius);
    }
    label:has(:focus-visible) {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
  `,
})
export class PhotoEntry {
  /** JPEG in base64. */
  readonly photo = input.required<string | null>();
  readonly changed = output<string | null>();

  protected readonly icons = { camera: mdiCameraPlusOutline, close: mdiClose };
  protected readonly busy = signal(false);
  protected readonly failed = signal(false);
  protected readonly address = computed(() => {
    const photo = this.photo();
    return photo && `data:image/jpeg;base64,${photo}`;
  });

  protected async take(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    this.busy.set(true);
    const photo = await smallPhoto(file);
    this.busy.set(false);
    this.failed.set(photo === null);
    if (photo !== null) this.changed.emit(photo);
  }
}
