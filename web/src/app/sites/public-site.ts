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
import { TranslocoDirective } from '@jsverse/transloco';
import {
  type NamedItem,
  type OpenSpan,
  type PublicLanguage,
  publicLanguages,
  type PublicSiteSettingsReply,
  SetPublicSite,
} from '@shared/sites/public-site.contract';
import type { Id } from '@shared/words/id';
import { SitesApi } from '../api-client/sites.api';
import { FieldProblem } from '../forms/field-problem';
import { ItemPicker } from '../forms/item-picker';
import { Sending } from '../forms/sending';
import { Categories } from '../session/categories';
import { CopyField } from '../ui/copy-field';
import { failureOf } from '../ui/failure';
import { Language, languages } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { OpenHours } from './open-hours';

/** How a site stands to a category, for strangers. */
const roles = ['plain', 'welcome', 'not_now', 'hidden'] as const;
type CategoryRole = (typeof roles)[number];

/** What strangers see of a site: its page and address, place, hours, what it is glad of, not now or hides; its poster. */
@Component({
  selector: 'cs-public-site',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, CopyField, FieldProblem, ItemPicker, OpenHours, ProblemMessage, SaidLine],
  templateUrl: './public-site.html',
  styleUrl: './public-site.scss',
})
export class PublicSite {
  readonly siteId = input.required<Id>();
  /** An organizer may change it; others may print the poster. */
  readonly changeable = input.required<boolean>();

  readonly #sites = inject(SitesApi);
  readonly #language = inject(Language);
  protected readonly categories = inject(Categories);
  protected readonly failureOf = failureOf;
  protected readonly roles = roles;
  protected readonly papers = ['a4', 'letter'] as const;
  protected readonly languageNames = publicLanguages.map((code) => ({
    code,
    name: languages.find((language) => language.code === code)?.name ?? code,
  }));
  protected readonly sending = new Sending();
  protected readonly said = signal('');

  protected readonly found = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#sites.publicSettings(params),
  });
  protected readonly known = lastValue(this.found);
  protected readonly slug = linkedSignal(() => this.known()?.slug ?? '');
  protected readonly isPublic = linkedSignal(() => this.known()?.isPublic ?? false);
  protected readonly showsPlace = linkedSignal(() => this.known()?.showsPlace ?? false);
  protected readonly area = linkedSignal(() => this.known()?.area ?? '');
  protected readonly hours = linkedSignal<readonly OpenSpan[]>(() => this.known()?.hours ?? []);
  protected readonly hoursNote = linkedSignal(() => this.known()?.hoursNote ?? '');
  protected readonly acceptsNote = linkedSignal(() => this.known()?.acceptsNote ?? '');
  protected readonly helpNote = linkedSignal(() => this.known()?.helpNote ?? '');
  protected readonly languages = linkedSignal<readonly PublicLanguage[]>(
    () => this.known()?.languages ?? ['en'],
  );
  protected readonly notNowItems = linkedSignal<readonly NamedItem[]>(() => this.known()?.notNowItems ?? []);
  protected readonly roleOf = linkedSignal<ReadonlyMap<Id, CategoryRole>>(() => rolesIn(this.known()));
  protected readonly page = computed(() => {
    const known = this.known();
    return known?.isPublic ? `${location.origin}/s/${known.slug}` : null;
  });

  protected poster(paper: string): string {
    return this.#sites.posterAddress(this.siteId(), paper);
  }

  protected speak(language: PublicLanguage, on: boolean): void {
    this.languages.update((all) => [...all.filter((one) => one !== language), ...(on ? [language] : [])]);
  }

  protected setRole(categoryId: Id, role: string): void {
    const known = roles.find((one) => one === role) ?? 'plain';
    this.roleOf.update((all) => new Map([...all, [categoryId, known]]));
  }

  protected addItem(item: NamedItem): void {
    this.notNowItems.update((all) => [
      ...all.filter(({ id }) => id !== item.id),
      { id: item.id, name: item.name },
    ]);
  }

  protected removeItem(id: Id): void {
    this.notNowItems.update((all) => all.filter((item) => item.id !== id));
  }

  protected async save(): Promise<void> {
    const of = (role: CategoryRole) =>
      this.categories
        .all()
        .filter(({ id }) => this.roleOf().get(id) === role)
        .map(({ id }) => id);
    const request = Object.assign(new SetPublicSite(), {
      slug: this.slug().trim().toLowerCase(),
      isPublic: this.isPublic(),
      showsPlace: this.showsPlace(),
      area: this.area().trim() || null,
      hours: [...this.hours()],
      hoursNote: this.hoursNote().trim() || null,
      acceptsNote: this.acceptsNote().trim() || null,
      helpNote: this.helpNote().trim() || null,
      languages: [...this.languages()],
      welcomeCategoryIds: of('welcome'),
      notNowCategoryIds: of('not_now'),
      hiddenCategoryIds: of('hidden'),
      notNowItemIds: this.notNowItems().map(({ id }) => id),
    });
    if (!(await this.sending.send(request, () => this.#sites.setPublic(this.siteId(), request)))) return;
    this.said.set(this.#language.say(request.isPublic ? 'public.savedPublic' : 'public.saved'));
    this.found.reload();
  }
}

function rolesIn(known: PublicSiteSettingsReply | undefined): ReadonlyMap<Id, CategoryRole> {
  const of = (ids: readonly Id[] | undefined, role: CategoryRole) =>
    (ids ?? []).map((id): [Id, CategoryRole] => [id, role]);
  return new Map([
    ...of(known?.welcomeCategoryIds, 'welcome'),
    ...of(known?.notNowCategoryIds, 'not_now'),
    ...of(known?.hiddenCategoryIds, 'hidden'),
  ]);
}
