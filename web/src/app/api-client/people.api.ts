import { inject, Injectable } from '@angular/core';
import type {
  InvitePreviewReply,
  JoinGroup,
  MeReply,
  PreviewInvite,
  SetUpGroup,
  SignedInReply,
  SignInByLink,
} from '@shared/people/people.contract';
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
}
