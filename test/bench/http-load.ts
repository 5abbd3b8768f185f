import { connect, type Socket } from 'node:net';

/** What a load did. */
export interface Load {
  readonly perSecond: number;
  readonly answers: number;
}

/**
 * Sends requests over `connections` kept-alive connections, each the next as soon as the last is answered, for
 * `seconds`. Written on bare sockets: on a small machine, a client that parses everything takes from the server.
 * @throws Error for any answer other than 200.
 */
export async function loadHttp(
  port: number,
  connections: number,
  seconds: number,
  request: () => { method: string; path: string; token: string; body?: string },
): Promise<Load> {
  const began = performance.now();
  const until = began + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => oneConnection(port, until, () => written(port, request()))),
  );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return { answers, perSecond: (answers * 1000) / (performance.now() - began) };
}

function written(
  port: number,
  { method, path, token, body }: ReturnType<Parameters<typeof loadHttp>[3]>,
): string {
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function oneConnection(port: number, until: number, request: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let count = 0;
    let missing = 0;
    let parts: Buffer[] = [];
    const next = () => {
      if (performance.now() < until) socket.write(request());
      else socket.end(() => resolve(count));
    };
    const answered = () => {
      count += 1;
      missing = 0;
      parts = [];
      next();
    };
    socket.once('connect', next);
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      if (missing > 0) {
        missing -= chunk.length;
        if (missing === 0) answered();
        return;
      }
      parts.push(chunk);
      const whole = parts.length === 1 ? chunk : Buffer.concat(parts);
      const end = whole.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = whole.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      if (!/^HTTP\/1\.1 200/.test(head) || length === undefined) {
        socket.destroy();
        reject(new Error(`Not an answer to measure: ${whole.toString('utf8').slice(0, 600)}`));
        return;
      }
      missing = Number(length) - (whole.length - end - 4);
      if (missing === 0) answered();
    });
  });
}
