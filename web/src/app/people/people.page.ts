import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MemberReply } from '@shared/people/people.contract';
import { type Role, roles } from '@shared/words/role';
import type { Id } from '@shared/words/id';
import { allPages } from '../api-client/all-pages';
import { PeopleApi } from '../api-client/people.api';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { ApiTokens } from './api-tokens';
import { Invites } from './invites';
import { LinkCard } from './link-card';

/** Who is in the group; organizers change roles, invite, make sign-in links and forget. */
@Component({
  selector: 'cs-people-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    ApiTokens,
    InstantPipe,
    Invites,
    LinkCard,
    PageHeader,
    ProblemMessage,
    SaidLine,
    Skeleton,
  ],
  templateUrl: './people.page.html',
  styleUrl: './people.page.scss',
})
export class PeoplePage {
  readonly #people = inject(PeopleApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly roles = roles;
  protected readonly sending = new Sending();
  protected readonly organizer = computed(() => this.#session.can('organizer'));
  protected readonly said = signal('');
  /** The member whose name was asked to go; a second press does it. */
  protected readonly forgetting = signal<Id | null>(null);
  protected readonly link = signal<{ name: string; url: string; expiresAt: string } | null>(null);

  protected readonly found = resource({ loader: () => allPages((cursor) => this.#people.members(cursor)) });
  protected readonly members = lastValue(this.found);

  protected isMe(member: MemberReply): boolean {
    return member.id === this.#session.member()?.id;
  }

  protected async changeRole(member: MemberReply, select: HTMLSelectElement): Promise<void> {
    const role = roles.find((one) => one === select.value) ?? member.role;
    if (await this.sending.run(() => this.#people.changeMember(member.id, { role }))) {
      this.#tell('people.members.roleChanged', member, { role: this.#roleName(role) });
      if (this.isMe(member)) await this.#session.reload();
    } else select.value = member.role;
  }

  protected async makeLink(member: MemberReply): Promise<void> {
    this.link.set(null);
    await this.sending.run(async () => {
      const { url, expiresAt } = await this.#people.signInLinkFor(member.id);
      this.link.set({ name: member.name ?? '', url, expiresAt });
    });
  }

  protected async forget(member: MemberReply): Promise<void> {
    if (await this.sending.run(() => this.#people.forgetMember(member.id))) {
      this.forgetting.set(null);
      this.#tell('people.members.forgotten', member);
    }
  }

  #tell(key: string, member: MemberReply, values: Record<string, string> = {}): void {
    this.said.set(this.#language.say(key, { name: member.name ?? '', ...values }));
    this.found.reload();
  }

  #roleName(role: Role): string {
    return this.#language.say(`roles.${role}`);
  }
}
