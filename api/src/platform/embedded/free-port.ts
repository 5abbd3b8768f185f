import { createServer } from 'node:net';

/** A TCP port on the loopback address that nobody listened on a moment ago. Whoever uses it must be ready to lose a race for it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string')
          reject(new Error('The system gave no port number.'));
        else resolve(address.port);
      });
    });
  });
}
