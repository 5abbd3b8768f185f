import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiVolumeHigh, mdiVolumeOff } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { DeviceOutbox } from '../outbox/device-outbox';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { Shortcuts } from '../ui/shortcuts';
import { Skeleton } from '../ui/skeleton';
import { CameraView } from '../scanner/camera-view';
import { CodeResolver } from './code-resolver';
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
import { listenToWedge } from '../scanner/wedge-listener';

/** Scanning in, out, across and away: camera, scanner and typing, always ready. */
@Component({
  selector: 'cs-scan-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  // A plain list: only from one can the compiler see what may be loaded later.
  imports: [
    RouterLink,
    TranslocoDirective,
    CameraView,
    EmptyState,
    Icon,
    ItemSearch,
    ItemTiles,
    ModeBar,
    ResultLine,
    RoundList,
    Skeleton,
    UnknownForm,
  ],
  templateUrl: './scan.page.html',
  styleUrl: './scan.page.scss',
})
export class ScanPage {
  protected readonly language = inject(Language);
  readonly #resolver = inject(CodeResolver);
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
    return this.language.say(`scan.notices.${notice.kind}`, { name });
  });
  protected readonly unknown = computed(() => this.desk.unknowns()[0] ?? null);
  /** Whoever scans the label on a fridge's door mostly comes to look after it. */
  readonly #session = inject(Session);
  protected readonly visitable = computed(
    () => this.place.site()?.kind === 'fridge' && this.#session.can('steward'),
  );
  protected readonly touched = signal(false);
  protected readonly moreUnknowns = computed(() => Math.max(0, this.desk.unknowns().length - 1));

  constructor() {
    const destroyed = inject(DestroyRef);
    listenToWedge(inject(DOCUMENT), destroyed, (text) => void this.desk.scan(text));
    this.#prepareOnFirstTouch(inject(DOCUMENT), destroyed);
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

  /** What is not needed to see the page is fetched while the first code is still being typed or aimed at. */
  #prepareOnFirstTouch(page: Document, destroyed: DestroyRef): void {
    const prepare = () => {
      this.touched.set(true);
      void this.#resolver.prepare();
    };
    for (const gesture of ['pointerdown', 'keydown'])
      page.addEventListener(gesture, prepare, { once: true, capture: true });
    destroyed.onDestroy(() => {
      for (const gesture of ['pointerdown', 'keydown'])
        page.removeEventListener(gesture, prepare, { capture: true });
    });
  }
}
