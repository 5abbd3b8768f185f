import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  mdiAccountGroupOutline,
  mdiAccountOutline,
  mdiDatabaseSearchOutline,
  mdiFoodAppleOutline,
  mdiFridgeOutline,
  mdiHandHeartOutline,
  mdiLabelOutline,
  mdiMapMarkerOutline,
  mdiMapOutline,
  mdiTruckOutline,
} from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Role } from '@shared/words/role';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';

const doors: readonly { path: string; label: string; icon: string; role: Role }[] = [
  { path: '/fridges', label: 'fridges.title', icon: mdiFridgeOutline, role: 'volunteer' },
  { path: '/items', label: 'items.title', icon: mdiFoodAppleOutline, role: 'volunteer' },
  { path: '/labels', label: 'labels.title', icon: mdiLabelOutline, role: 'volunteer' },
  { path: '/transfers', label: 'transfers.title', icon: mdiTruckOutline, role: 'volunteer' },
  { path: '/sites', label: 'sites.title', icon: mdiMapMarkerOutline, role: 'volunteer' },
  { path: '/map', label: 'sites.map.title', icon: mdiMapOutline, role: 'volunteer' },
  { path: '/needs', label: 'needs.title', icon: mdiHandHeartOutline, role: 'steward' },
  { path: '/people', label: 'people.title', icon: mdiAccountGroupOutline, role: 'volunteer' },
  { path: '/directory', label: 'directory.title', icon: mdiDatabaseSearchOutline, role: 'organizer' },
  { path: '/me', label: 'people.me.heading', icon: mdiAccountOutline, role: 'volunteer' },
];

/** What is needed less often than scanning and looking. */
@Component({
  selector: 'cs-more-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, Icon, PageHeader],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('shell.more')" />
      <ul class="plain-list">
        @for (door of doors(); track door.path) {
          <li>
            <a class="panel" [routerLink]="door.path"><cs-icon [path]="door.icon" />{{ t(door.label) }}</a>
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
      gap: var(--space-3);
    }
    a {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-block-size: 4rem;
      color: var(--ink);
      font-weight: 600;
      text-decoration: none;
    }
    a:hover {
      border-color: var(--outline);
    }
    cs-icon {
      color: var(--accent);
    }
  `,
})
export class MorePage {
  readonly #session = inject(Session);
  protected readonly doors = computed(() => doors.filter((door) => this.#session.can(door.role)));
}
