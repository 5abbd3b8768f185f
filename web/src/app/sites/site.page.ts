import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  ChangeSite,
  MakeSite,
  type Refusal,
  refusals,
  type SiteKind,
  siteKinds,
  type SiteReply,
} from '@shared/sites/sites.contract';
import { v7 as newId } from 'uuid';
import { LabelsApi, labelFormats } from '../api-client/labels.api';
import { SitesApi } from '../api-client/sites.api';
import { FieldProblem } from '../forms/field-problem';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { ColdSettings } from './cold-settings';
import { PublicSite } from './public-site';

/** One site, or a new one: what it is called, where it is, what it refuses; its label; closing it. */
@Component({
  selector: 'cs-site-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ColdSettings,
    RouterLink,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
    FieldProblem,
    PageHeader,
    ProblemMessage,
    PublicSite,
    SaidLine,
    Skeleton,
  ],
  templateUrl: './site.page.html',
  styleUrl: './site.page.scss',
})
export class SitePage {
  /** Undefined for a new site. */
  readonly id = input<string>();

  readonly #sites = inject(SitesApi);
  readonly #current = inject(CurrentSite);
  readonly #labels = inject(LabelsApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  readonly #router = inject(Router);
  readonly #newId = newId();
  protected readonly failureOf = failureOf;
  protected readonly kinds = siteKinds;
  protected readonly refusals = refusals;
  protected readonly formats = labelFormats;
  protected readonly timeZones = Intl.supportedValuesOf('timeZone');
  protected readonly organizer = computed(() => this.#session.can('organizer'));
  protected readonly sending = new Sending();
  protected readonly said = signal('');

  protected readonly found = resource({
    params: () => this.id(),
    loader: ({ params }) => this.#sites.one(params),
  });
  protected readonly site = lastValue(this.found);
  protected readonly form = linkedSignal(() =>
    siteForm(this.site(), this.#session.group()?.timeZone ?? 'UTC'),
  );
  /** Null while nobody chose: a new site then refuses what sites of its kind do. */
  protected readonly refuses = linkedSignal<readonly Refusal[] | null>(() => this.site()?.refuses ?? null);

  protected refuse(refusal: Refusal, on: boolean): void {
    this.refuses.update((all) => {
      const others = (all ?? []).filter((one) => one !== refusal);
      return on ? [...others, refusal] : others;
    });
  }

  protected async save(): Promise<void> {
    const { name, kind, timeZone, address, latitude, longitude } = this.form().getRawValue();
    const refuses = this.refuses();
    const words = {
      name: name.trim(),
      kind,
      timeZone,
      address: address.trim() || null,
      latitude: coordinate(latitude),
      longitude: coordinate(longitude),
      ...(refuses ? { refuses: [...refuses] } : {}),
    };
    const id = this.id();
    if (id === undefined) {
      const request = Object.assign(new MakeSite(), { id: this.#newId, ...words });
      if (!(await this.sending.send(request, () => this.#sites.make(request)))) return;
      this.#current.reload();
      await this.#router.navigate(['/sites', this.#newId], { replaceUrl: true });
    } else {
      const request = Object.assign(new ChangeSite(), words);
      if (await this.sending.send(request, () => this.#sites.change(id, request))) this.#tell('sites.saved');
    }
  }

  protected async close(closed: boolean): Promise<void> {
    const id = this.id();
    if (id === undefined) return;
    if (await this.sending.run(() => this.#sites.change(id, { closed })))
      this.#tell(closed ? 'sites.isClosed' : 'sites.isOpen');
  }

  protected labelAddress(format: (typeof labelFormats)[number]): string {
    return this.#labels.address('sites', this.id() ?? '', format, null);
  }

  #tell(key: string): void {
    this.said.set(this.#language.say(key));
    this.found.reload();
    this.#current.reload();
  }
}

function siteForm(site: SiteReply | undefined, timeZone: string) {
  const text = (value: string | number | null | undefined) =>
    new FormControl(String(value ?? ''), { nonNullable: true });
  return new FormGroup({
    name: text(site?.name),
    kind: new FormControl<SiteKind>(site?.kind ?? 'free_store', { nonNullable: true }),
    timeZone: text(site?.timeZone ?? timeZone),
    address: text(site?.address),
    latitude: text(site?.latitude),
    longitude: text(site?.longitude),
  });
}

/** Degrees as typed, with a comma or a point; null for nothing. What is no number stays one that breaks the rule. */
function coordinate(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? null : Number(plain);
}
