import { inject, Injectable } from '@angular/core';
import type {
  ApiTokenMadeReply,
  ApiTokenReply,
  ChangeGroup,
  ChangeMember,
  InviteMadeReply,
  InvitePreviewReply,
  InviteReply,
  JoinGroup,
  MakeApiToken,
  MakeInvite,
  MemberReply,
  MeReply,
  PreviewInvite,
  SetUpGroup,
  SignedInReply,
  SignInByLink,
  SignInLinkReply,
} from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class PeopleApi {
  readonly #api = inject(Api);

  setUp(request: SetUpGroup): Promise<SignedInReply> {
    return this.#api.post('/setup', request);
  }

  previewInvite(request: PreviewInvite): Promise<InvitePreviewReply> {
    return this.#api.post('/join/preview', request);
  }

  join(request: JoinGroup): Promise<SignedInReply> {
    return this.#api.post('/join', request);
  }

  signIn(request: SignInByLink): Promise<SignedInReply> {
    return this.#api.post('/sign-in', request);
  }

  me(): Promise<MeReply> {
    return this.#api.get('/me');
  }

  signOut(): Promise<void> {
    return this.#api.post('/sign-out');
  }

  /** Removes the member's name everywhere; what they recorded stays, without a name. */
  forgetMe(): Promise<void> {
    return this.#api.delete('/me');
  }

  members(cursor: string | null = null): Promise<Page<MemberReply>> {
    return this.#api.get('/members', { limit: 500, cursor });
  }

  changeMember(id: Id, request: ChangeMember): Promise<MemberReply> {
    return this.#api.patch(`/members/${id}`, request);
  }

  /** Removes another member's name everywhere; what they recorded stays. */
  forgetMember(id: Id): Promise<void> {
    return this.#api.delete(`/members/${id}`);
  }

  signInLinkFor(memberId: Id): Promise<SignInLinkReply> {
    return this.#api.post(`/members/${memberId}/sign-in-links`);
  }

  signInLinkForMe(): Promise<SignInLinkReply> {
    return this.#api.post('/me/sign-in-links');
  }

  invites(): Promise<Page<InviteReply>> {
    return this.#api.get('/invites');
  }

  makeInvite(request: MakeInvite): Promise<InviteMadeReply> {
    return this.#api.post('/invites', request);
  }

  withdrawInvite(id: Id): Promise<void> {
    return this.#api.delete(`/invites/${id}`);
  }

  apiTokens(): Promise<Page<ApiTokenReply>> {
    return this.#api.get('/api-tokens');
  }

  makeApiToken(request: MakeApiToken): Promise<ApiTokenMadeReply> {
    return this.#api.post('/api-tokens', request);
  }

  withdrawApiToken(id: Id): Promise<void> {
    return this.#api.delete(`/api-tokens/${id}`);
  }

  changeGroup(request: ChangeGroup): Promise<MeReply> {
    return this.#api.patch('/group', request);
  }
}
