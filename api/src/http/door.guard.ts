import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { TokenPurpose } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { includesRole } from '@shared/words/role';
import { alsoForKey, askedIn, type Door, doorKey, inPersonKey } from './doors';
import { PublicAddress } from './public-address';
import { sessionCookie } from './session-cookie';
import { SessionCache } from './session-cache';

/** Shuts every door that nobody opened: finds out who asks, and whether the route is for them. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionCache,
    private readonly address: PublicAddress,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const door = this.reflector.getAllAndOverride<Door | undefined>(doorKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = askedIn(context);
    const bearer = bearerToken(request);
    // Also where nobody is signed in yet: another site's page must not sign a browser in as somebody else.
    if (!bearer && changesSomething(request) && !this.isSameOrigin(request))
      throw new Problem('other_origin');
    if (door === 'public') return true;
    if (door === undefined) throw new Problem('not_allowed', 'This route is closed.');
    const token = tokenOf(request);
    if (!token) throw new Problem('not_signed_in');
    const signedIn = await this.sessions.actorOf(token);
    if (!signedIn) throw new Problem('not_signed_in', 'This session has ended: sign in again.');
    const { kind, label, onlyFor, siteId, ...actor } = signedIn;
    const meant = request.headers['commonshelf-group'];
    if (meant !== undefined && meant !== actor.groupId)
      throw new Problem('not_signed_in', 'This session belongs to another group.');
    if (!includesRole(actor.role, door)) throw new Problem('not_allowed', `This is for the role ${door}.`);
    if (kind === 'api_token' && this.inPerson(context)) {
      throw new Problem('not_allowed', 'This is for a member who signed in, not for an API token.');
    }
    if (onlyFor !== null && !this.isFor(context, onlyFor, siteId, request)) {
      throw new Problem('not_allowed', `This token is for ${onlyFor} alone${siteId ? ', of one site' : ''}.`);
    }
    request.caller = { actor, token, tokenLabel: kind === 'api_token' ? label : null };
    return true;
  }

  /** Browsers say where a request comes from. One that says nothing is not a browser, and carries no stolen cookie. */
  private isSameOrigin(request: FastifyRequest): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const { origin } = request.headers;
    return origin === undefined || this.address.isHere(origin, request);
  }

  private isFor(
    context: ExecutionContext,
    purpose: TokenPurpose,
    siteId: Id | null,
    request: FastifyRequest,
  ): boolean {
    if (this.reflector.get<TokenPurpose | undefined>(alsoForKey, context.getHandler()) !== purpose)
      return false;
    const { id } = request.params as { id?: string };
    return siteId === null || id?.toLowerCase() === siteId;
  }

  private inPerson(context: ExecutionContext): boolean {
    return this.reflector.get<boolean | undefined>(inPersonKey, context.getHandler()) ?? false;
  }
}

/** What a caller shows to be known by; nobody has looked at it yet. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return bearerToken(request) ?? request.cookies[sessionCookie];
}

function bearerToken(request: FastifyRequest): string | undefined {
  const match = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '');
  return match?.[1];
}

function changesSomething(request: FastifyRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}
