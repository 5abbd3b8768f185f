import { computed, inject, Injectable, signal } from '@angular/core';
import type { GroupReply, MemberReply, MeReply } from '@shared/people/people.contract';
import { Problem } from '@shared/words/problem';
import { includesRole, type Role } from '@shared/words/role';
import { PeopleApi } from '../api-client/people.api';
import { Unreachable } from '../api-client/unreachable';
import { remember, remembered } from '../ui/device-memory';
import { forgetKeptFiles } from './kept-files';

/**
 * Who is signed in on this device. The last answer is kept on the device, so that a start without network opens where
 * the person left off; the server still decides what each call may do.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #people = inject(PeopleApi);
  readonly #me = signal<MeReply | null>(kept());
  #asked: Promise<void> | undefined;

  readonly me = this.#me.asReadonly();
  readonly member = computed<MemberReply | null>(() => this.#me()?.member ?? null);
  readonly group = computed<GroupReply | null>(() => this.#me()?.group ?? null);
  readonly role = computed<Role | null>(() => this.member()?.role ?? null);

  /** Asks the server once per page load who this is. Resolves offline with what the device knows. */
  load(): Promise<void> {
    this.#asked ??= this.#ask();
    return this.#asked;
  }

  /** Asks again, after joining, signing in or a change to the member or group. */
  reload(): Promise<void> {
    this.#asked = this.#ask();
    return this.#asked;
  }

  /** True when the signed-in member's role includes `role`; false when nobody is signed in. */
  can(role: Role): boolean {
    const held = this.role();
    return held !== null && includesRole(held, role);
  }

  /** Ends the session on the server, then here. Throws, and stays signed in, when the server cannot be reached. */
  async signOut(): Promise<void> {
    await this.#people.signOut();
    this.ended();
  }

  /** Removes the member's name from the group and signs out. */
  async forgetMe(): Promise<void> {
    await this.#people.forgetMe();
    this.ended();
  }

  /** The server no longer knows this session (expired, withdrawn, signed out elsewhere). */
  ended(): void {
    this.#keep(null);
    this.#asked = Promise.resolve();
  }

  async #ask(): Promise<void> {
    try {
      this.#keep(await this.#people.me());
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_signed_in') this.#keep(null);
      else if (error instanceof Unreachable || error instanceof Problem) this.#asked = undefined;
      else throw error;
    }
  }

  #keep(me: MeReply | null): void {
    if (me?.group.id !== this.group()?.id) void forgetKeptFiles();
    this.#me.set(me);
    remember('me', me && JSON.stringify(me));
  }
}

function kept(): MeReply | null {
  try {
    return JSON.parse(remembered('me') ?? 'null') as MeReply | null;
  } catch {
    return null;
  }
}
