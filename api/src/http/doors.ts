import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { TokenPurpose } from '@shared/people/people.contract';
import type { Role } from '@shared/words/role';
import type { Actor } from '@api/platform/work';

/** Who may use a route: members of at least this role, or everybody. A route that says neither lets nobody in. */
export const doorKey = 'commonshelf:door';
export type Door = Role | 'public';

export const MemberDoor = (role: Role) => SetMetadata(doorKey, role satisfies Door);
export const PublicDoor = () => SetMetadata(doorKey, 'public' satisfies Door);

/** Only for a member who signed in: an API token must not make what outlives or outranks it, nor speak for the person. */
export const inPersonKey = 'commonshelf:in-person';
export const InPerson = () => SetMetadata(inPersonKey, true);

/**
 * Opens a route to API tokens that are good for one thing alone, besides those that may do what their role may. A token
 * that is good for one site alone may use it for that site (the `id` of the path).
 */
export const alsoForKey = 'commonshelf:also-for';
export const AlsoForTokens = (purpose: TokenPurpose) => SetMetadata(alsoForKey, purpose);

/** How often one address may use a route in a minute: for calls that try a secret, and for those of strangers. */
export const limitKey = 'commonshelf:limit';
export const LimitPerMinute = (times: number) => SetMetadata(limitKey, times);

/** A controller of pages for people, outside of `/api`: their addresses stand on doors, and are no calls of the API. */
export const pageKey = 'commonshelf:page';
export const WebPage = () => SetMetadata(pageKey, true);

/** What the guard found out about the request. */
export interface SignedInRequest extends FastifyRequest {
  caller?: { actor: Actor; token: string; tokenLabel: string | null };
}

/** The request of a call. Nest's `switchToHttp` makes three functions for it, several times a scan. */
export function askedIn(context: ExecutionContext): SignedInRequest {
  return context.getArgByIndex<SignedInRequest>(0);
}

/** The member who is asking. Only behind a {@link MemberDoor}. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { caller } = askedIn(context);
  if (!caller) throw new Error('@Caller() needs a @MemberDoor().');
  return caller.actor;
});

/** The session or API token that the request came with. Only behind a {@link MemberDoor}. */
export const CallerToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { caller } = askedIn(context);
  if (!caller) throw new Error('@CallerToken() needs a @MemberDoor().');
  return caller.token;
});

/** What the API token that the request came with is for; null for a member who signed in. Only behind a {@link MemberDoor}. */
export const TokenLabel = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const { caller } = askedIn(context);
  if (!caller) throw new Error('@TokenLabel() needs a @MemberDoor().');
  return caller.tokenLabel;
});
