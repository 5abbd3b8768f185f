import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { Problem } from '@shared/words/problem';
import { dataPolicy } from './security-headers';

/**
 * Answers what is no HTTP request, or has more headers than the server reads: it reaches no route and no filter, and gets
 * its problem here.
 */
export function refuseUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = new Problem(error.code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : 'malformed');
  const body = JSON.stringify(problem.toReply());
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.status === 413 ? 'Content Too Large' : 'Bad Request'}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Content-Security-Policy: ${dataPolicy}`,
    'Connection: close',
  ];
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
