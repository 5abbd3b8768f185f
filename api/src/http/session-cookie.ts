import '@fastify/cookie';
import type { FastifyReply } from 'fastify';

export const sessionCookie = 'commonshelf_session';

/** Keeps a browser signed in. Scripts cannot read it, and other sites' pages cannot make it travel with a write. `secure`: over TLS only. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: 180 * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, { path: '/' });
}
