import type { ServerResponse } from 'node:http';
import type { LiveChange, LiveEvent } from '@shared/sync/live.contract';
import type { Actor } from '@api/platform/work';

/** More than this on its way to a device that does not read: it is let go, and goes on later from where it was. */
const bytesAtMost = 64_000;

/** One device that listens. Writes server-sent events; holds nothing but what the socket has not taken yet. */
export class LiveConnection {
  private isOpen = true;

  constructor(
    readonly actor: Actor,
    readonly token: string,
    private readonly raw: ServerResponse,
    onClose: () => void,
  ) {
    raw.once('close', () => {
      this.isOpen = false;
      onClose();
    });
    // A phone that walks out of the network is no error of ours.
    raw.on('error', () => undefined);
  }

  get open(): boolean {
    return this.isOpen;
  }

  event(name: LiveEvent, id: string | null, change?: LiveChange): void {
    this.write(
      `event: ${name}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(change ?? {})}\n\n`,
    );
  }

  /** Something for proxies and dead lines to notice. */
  beat(): void {
    this.write(':\n\n');
  }

  retryAfter(ms: number): void {
    this.write(`retry: ${ms}\n\n`);
  }

  end(): void {
    if (this.isOpen) this.raw.end();
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    if (this.raw.writableLength > bytesAtMost) this.raw.destroy();
    else this.raw.write(text);
  }
}
