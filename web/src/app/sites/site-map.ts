import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  afterNextRender,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiMinus, mdiPlus, mdiFitToPageOutline } from '@mdi/js';
import { tilePath, tilesUnder } from '@shared/sites/map-tiles';
import type { MapTiles, SiteOnMap } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import { Icon } from '../ui/icon';
import { shapes } from '../ui/status-mark';
import { gridOf, scaleBar } from '@shared/sites/map-grid';
import {
  clusters,
  drawnAt,
  type MapView,
  type Point,
  type Size,
  viewOf,
  zoomed,
} from '@shared/sites/map-view';
import { middleOf, placed, worseOf } from './site-place';

/**
 * Sites where they are: a grid of degrees, a scale, marks; under them tiles, where whoever runs the server set some. Nothing is
 * asked of any other server: ours hands out the tiles.
 */
@Component({
  selector: 'cs-site-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <ng-container *transloco="let t">
      <!-- The list beside it says the same in words, for whoever does not see or point. -->
      <svg
        #svg
        role="group"
        tabindex="0"
        [attr.aria-label]="t('sites.map.label')"
        [attr.viewBox]="'0 0 ' + size().width + ' ' + size().height"
        (keydown)="press($event)"
        (wheel)="wheel($event)"
        (pointerdown)="grab($event)"
        (pointermove)="drag($event)"
        (pointerup)="held = null"
        (pointercancel)="held = null"
      >
        @for (line of grid(); track line.key) {
          <line
            class="grid"
            [attr.x1]="line.x1"
            [attr.y1]="line.y1"
            [attr.x2]="line.x2"
            [attr.y2]="line.y2"
          />
          <text class="degrees" [attr.x]="line.textX" [attr.y]="line.textY">{{ line.text }}</text>
        }
        <!-- A tile that does not come leaves the grid to be seen. -->
        @for (tile of ground(); track tile.path) {
          <image
            aria-hidden="true"
            [attr.href]="tile.path"
            [attr.x]="tile.left"
            [attr.y]="tile.top"
            [attr.width]="tile.side"
            [attr.height]="tile.side"
            (error)="hide($event)"
          />
        }
        @for (mark of marks(); track mark.key) {
          @if (mark.site; as site) {
            <g
              class="mark"
              role="link"
              tabindex="0"
              [class]="mark.status"
              [attr.aria-label]="site.name + ': ' + t('status.' + mark.status)"
              [attr.transform]="mark.transform"
              (click)="opened.emit(site.id)"
              (keydown.enter)="opened.emit(site.id)"
            >
              <circle r="20" />
              <path
                fill-rule="evenodd"
                transform="translate(-11 -11) scale(0.92)"
                [attr.d]="shapes[mark.status]"
              />
              @if (mark.named) {
                <text class="name" y="34">{{ site.name }}</text>
              }
            </g>
          } @else {
            <g
              class="mark many"
              role="button"
              tabindex="0"
              [class]="mark.status"
              [attr.aria-label]="t('sites.map.many', { count: mark.count })"
              [attr.transform]="mark.transform"
              (click)="closer(mark)"
              (keydown.enter)="closer(mark)"
            >
              <circle r="22" />
              <path
                fill-rule="evenodd"
                transform="translate(-6 -18) scale(0.5)"
                [attr.d]="shapes[mark.status]"
              />
              <text class="count" y="13">{{ mark.count }}</text>
            </g>
          }
        }
        <g [attr.transform]="'translate(16 ' + (size().height - 18) + ')'">
          <line class="scale under" x1="-2" y1="0" y2="0" [attr.x2]="bar().pixels + 2" />
          <line class="scale" x1="0" y1="0" y2="0" [attr.x2]="bar().pixels" />
          <text class="degrees" y="-6">{{ bar().text }}</text>
        </g>
      </svg>
      @if (tiles()?.attribution; as whose) {
        <p class="soft small" dir="auto">{{ whose }}</p>
      }
      <div class="row">
        <button class="button" type="button" [attr.aria-label]="t('sites.map.closer')" (click)="zoom(2)">
          <cs-icon [path]="plus" />
        </button>
        <button class="button" type="button" [attr.aria-label]="t('sites.map.farther')" (click)="zoom(0.5)">
          <cs-icon [path]="minus" />
        </button>
        <button class="button" type="button" (click)="whole()">
          <cs-icon [path]="fit" />{{ t('sites.map.whole') }}
        </button>
      </div>
    </ng-container>
  `,
  styleUrl: './site-map.scss',
})
export class SiteMap {
  readonly sites = input.required<readonly SiteOnMap[]>();
  /** What lies under the map; a plain ground for null. */
  readonly tiles = input<MapTiles | null>(null);
  /** Sites that lie within what is shown. */
  readonly seen = output<ReadonlySet<Id>>();
  readonly opened = output<Id>();

  private readonly svg = viewChild.required<ElementRef<SVGSVGElement>>('svg');
  protected readonly shapes = shapes;
  protected readonly plus = mdiPlus;
  protected readonly minus = mdiMinus;
  protected readonly fit = mdiFitToPageOutline;
  protected readonly size = signal<Size>({ width: 640, height: 400 });
  /** Where the pointer was last that moves the map. */
  protected held: { x: number; y: number } | null = null;

  protected readonly places = computed(() => this.sites().flatMap(placed));
  protected readonly view = linkedSignal<MapView>(() => viewOf(this.places(), this.size()));

  protected readonly marks = computed(() => {
    const groups = clusters(this.places(), this.view(), this.size());
    return groups.map(({ members, x, y }) => {
      const [only] = members.length === 1 ? members : [];
      const worst = members.map(({ site }) => site.status).reduce(worseOf);
      return {
        key: only?.site.id ?? `${members.length} ${members[0]?.site.id ?? ''}`,
        ...{ site: only?.site ?? null, status: worst, count: members.length, named: groups.length <= 12 },
        transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
        middle: middleOf(members),
      };
    });
  });
  /** Within the view, for the list beside. */
  readonly inView = computed<ReadonlySet<Id>>(() => {
    const [view, size] = [this.view(), this.size()];
    const within = this.places().filter((place) => {
      const { x, y } = drawnAt(place, view, size);
      return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
    });
    return new Set(within.map(({ site }) => site.id));
  });

  protected readonly ground = computed(() => {
    const tiles = this.tiles();
    if (!tiles) return [];
    return tilesUnder(this.view(), this.size(), tiles).map((tile) => ({ ...tile, path: tilePath(tile) }));
  });
  protected readonly grid = computed(() => gridOf(this.view(), this.size()));
  protected readonly bar = computed(() => scaleBar(this.view()));

  constructor() {
    effect(() => this.seen.emit(this.inView()));
    const whoever = inject(DestroyRef);
    afterNextRender(() => {
      const svg = this.svg().nativeElement;
      const watch = new ResizeObserver(() => {
        if (svg.clientWidth > 0) this.size.set({ width: svg.clientWidth, height: svg.clientHeight });
      });
      watch.observe(svg);
      whoever.onDestroy(() => watch.disconnect());
    });
  }

  /** Browsers draw a broken picture where a tile does not come. */
  protected hide({ target }: Event): void {
    (target as SVGImageElement).setAttribute('visibility', 'hidden');
  }

  protected zoom(times: number): void {
    this.view.update((view) => zoomed(view, times));
  }

  protected whole(): void {
    this.view.set(viewOf(this.places(), this.size()));
  }

  protected closer({ middle }: { middle: Point }): void {
    this.view.update((view) => zoomed({ ...view, ...middle }, 3));
  }

  protected press(event: KeyboardEvent): void {
    const step = 80 / this.view().scale;
    const moves: Record<string, [number, number]> = {
      ...{ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] },
    };
    const move = moves[event.key];
    if (move) this.view.update((view) => ({ ...view, x: view.x + move[0], y: view.y + move[1] }));
    else if (event.key === '+') this.zoom(2);
    else if (event.key === '-') this.zoom(0.5);
    else return;
    event.preventDefault();
  }

  protected wheel(event: WheelEvent): void {
    // With Ctrl, as maps in a page do: the wheel alone scrolls the page.
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.3 : 1 / 1.3);
  }

  protected grab({ clientX, clientY }: PointerEvent): void {
    this.held = { x: clientX, y: clientY };
  }

  protected drag({ clientX, clientY, buttons }: PointerEvent): void {
    if (!this.held || buttons === 0) return;
    const [dx, dy] = [clientX - this.held.x, clientY - this.held.y];
    this.held = { x: clientX, y: clientY };
    this.view.update((view) => ({ ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale }));
  }
}
