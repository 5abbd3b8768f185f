import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface HeardEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: Record<string, unknown>;
}

/** Listens to the server-sent events of one address, as a browser's EventSource does. */
export class Listener {
  readonly heard: HeardEvent[] = [];
  comments = 0;
  /** Resolves when the server ended the stream. */
  readonly ended: Promise<void>;
  private waiting: (() => void)[] = [];

  private constructor(
    readonly headers: IncomingHttpHeaders,
    private readonly answer: IncomingMessage,
  ) {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
      for (const wake of this.waiting.splice(0)) wake();
    });
    answer.on('error', () => undefined);
    this.ended = new Promise((resolve) => answer.once('close', resolve));
  }

  static open(address: string, headers: Record<string, string>): Promise<Listener> {
    return new Promise((resolve, reject) => {
      request(`${address}/api/v1/live`, { headers, agent: false }, (answer) => {
        if (answer.statusCode === 200) resolve(new Listener(answer.headers, answer));
        else {
          answer.resume();
          reject(new Error(`Listening answered ${answer.statusCode}.`));
        }
      })
        .on('error', reject)
        .end();
    });
  }

  /** The first event from `from` on that passes; waits for it. */
  async hears(passes: (event: HeardEvent) => boolean, from = 0): Promise<HeardEvent> {
    for (;;) {
      const found = this.heard.slice(from).find(passes);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  close(): void {
    this.answer.destroy();
  }

  private take(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      if (line.startsWith(':')) this.comments++;
      const at = line.indexOf(': ');
      if (at > 0) fields.set(line.slice(0, at), line.slice(at + 2));
    }
    const event = fields.get('event');
    if (event === undefined) return;
    const data = JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>;
    this.heard.push({ event, id: fields.get('id') ?? null, data });
  }
}
