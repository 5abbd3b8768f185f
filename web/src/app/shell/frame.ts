import { ChangeDetectionStrategy, Component, DestroyRef, inject } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import {
  mdiBarcodeScan,
  mdiChartBar,
  mdiDotsHorizontal,
  mdiPackageVariantClosed,
  mdiStorefrontOutline,
} from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { OfflineNotice } from '../outbox/offline-notice';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { ShortcutList } from '../ui/shortcut-list';
import { Shortcuts } from '../ui/shortcuts';
import { SyncMark } from './sync-mark';

const places = [
  { path: '/scan', label: 'shell.scan', icon: mdiBarcodeScan, keys: 'g s' },
  { path: '/stock', label: 'shell.stock', icon: mdiPackageVariantClosed, keys: 'g t' },
  { path: '/shortages', label: 'shell.gaps', icon: mdiChartBar, keys: 'g a' },
  { path: '/more', label: 'shell.more', icon: mdiDotsHorizontal, keys: 'g m' },
] as const;

/** The frame around every member's page: site and sync on top, places to go at the thumb, or at the side on a desktop. */
@Component({
  selector: 'cs-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    TranslocoDirective,
    Icon,
    ShortcutList,
    SyncMark,
    OfflineNotice,
  ],
  templateUrl: './frame.html',
  styleUrl: './frame.scss',
})
export class Frame {
  readonly #router = inject(Router);
  protected readonly site = inject(CurrentSite);
  protected readonly session = inject(Session);
  protected readonly places = places;
  protected readonly siteIcon = mdiStorefrontOutline;

  constructor() {
    inject(Shortcuts).add(
      places.map(({ path, label, keys }) => ({
        keys,
        label,
        run: () => void this.#router.navigateByUrl(path),
      })),
      inject(DestroyRef),
    );
  }
}
