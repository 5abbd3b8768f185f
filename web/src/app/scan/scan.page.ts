import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  viewChild,
} from '@angular/core';
import { mdiVolumeHigh, mdiVolumeOff } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { CurrentSite } from '../session/current-site';
import { DeviceOutbox } from '../outbox/device-outbox';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { Shortcuts } from '../ui/shortcuts';
import { Skeleton } from '../ui/skeleton';
import { CameraView } from './camera-view';
import { ItemSearch } from './item-search';
import { ItemTiles } from './item-tiles';
import { ModeBar } from './mode-bar';
import { ResultLine } from './result-line';
import { RoundList } from './round-list';
import { ScanDesk } from './scan-desk';
import { scanModes } from './scan-mode';
import { ScanPlace } from './scan-place';
import { ScanRound } from './scan-round';
import { ScanSounds } from './scan-sounds';
import { UnknownForm } from './unknown-form';
import { listenToWedge } from './wedge-listener';

/** Scanning in, out, across and away: camera, scanner and typing, always ready. */
@Component({
  selector: 'cs-scan-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ...[
      TranslocoDirective,
      EmptyState,
      Icon,
      ItemSearch,
      ItemTiles,
      ModeBar,
      ResultLine,
      RoundList,
      Skeleton,
    ],
    ...[CameraView, UnknownForm],
  ],
  templateUrl: './scan.page.html',
  styleUrl: './scan.page.scss',
})
export class ScanPage {
  readonly #language = inject(Language);
  protected readonly current = inject(CurrentSite);
  protected readonly place = inject(ScanPlace);
  protected readonly round = inject(ScanRound);
  protected readonly desk = inject(ScanDesk);
  protected readonly sounds = inject(ScanSounds);
  protected readonly outbox = inject(DeviceOutbox);
  private readonly search = viewChild('search', { read: ItemSearch });
  protected readonly soundIcon = computed(() => (this.sounds.muted() ? mdiVolumeOff : mdiVolumeHigh));

  protected readonly notice = computed(() => {
    const notice = this.desk.notice();
    if (!notice) return null;
    const name = 'name' in notice ? notice.name : '';
    return this.#language.say(`scan.notices.${notice.kind}`, { name });
  });
  protected readonly unknown = computed(() => this.desk.unknowns()[0] ?? null);

  constructor() {
    const destroyed = inject(DestroyRef);
    listenToWedge(inject(DOCUMENT), destroyed, (text) => void this.desk.scan(text));
    inject(Shortcuts).add(
      [
        { keys: '/', label: 'scan.keys.search', run: () => this.search()?.focus() },
        ...scanModes.map((mode, n) => ({
          keys: String(n + 1),
          label: `scan.modes.${mode}`,
          run: () => this.place.useMode(mode),
        })),
      ],
      destroyed,
    );
  }
}
