import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where people reach the app: what PUBLIC_URL says, else the address that the request came to. */
@Injectable()
export class PublicAddress {
  constructor(private readonly configured: string | null) {}

  /** Whether an `Origin` is where people reach the app; a proxy may have told the server another name. */
  isHere(origin: string, request: FastifyRequest): boolean {
    if (origin === this.configured) return true;
    try {
      return new URL(origin).host === request.host;
    } catch {
      return false;
    }
  }

  /** Whether people reach the app over TLS, which may end at a proxy. */
  isSecure(request: FastifyRequest): boolean {
    return request.protocol === 'https' || (this.configured?.startsWith('https:') ?? false);
  }

  /** The address that people use, without a slash at its end. */
  base(request: FastifyRequest): string {
    return this.configured ?? `${request.protocol}://${request.host}`;
  }

  /** A link that carries a secret in its fragment: browsers do not send that part, so it is in no log. */
  link(request: FastifyRequest, page: 'join' | 'sign-in' | 'setup', token: string): string {
    return `${this.base(request)}/${page}#${token}`;
  }
}
