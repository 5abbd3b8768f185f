import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where people reach the app: what PUBLIC_URL says, else the address that the request came to. */
@Injectable()
export class PublicAddress {
  constructor(private readonly configured: string | null) {}

  /** A link that carries a secret in its fragment: browsers do not send that part, so it is in no log. */
  link(request: FastifyRequest, page: 'join' | 'sign-in' | 'setup', token: string): string {
    return `${this.configured ?? `${request.protocol}://${request.host}`}/${page}#${token}`;
  }
}
