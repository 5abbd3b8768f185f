/** One server-sent event. */
export interface SentEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads a stream of server-sent events, cut into pieces anywhere. */
export class EventParser {
  #rest = '';
  /** Where the stream can be gone on from. */
  lastEventId: string | null = null;
  /** How long the server asks to wait before coming back. */
  retryMs: number | null = null;

  /** The events that are whole with this piece. Comments are none. */
  take(piece: string): SentEvent[] {
    const blocks = (this.#rest + piece).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => this.#event(block) ?? []);
  }

  /** What begins anew has nothing of what broke off. */
  begin(): void {
    this.#rest = '';
  }

  #event(block: string): SentEvent | null {
    let event = '';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
      if (field === 'event') event = value ?? '';
      else if (field === 'data') data.push(value ?? '');
      else if (field === 'id') this.lastEventId = value ?? null;
      else if (field === 'retry' && /^\d+$/.test(value ?? '')) this.retryMs = Number(value);
    }
    return event === '' ? null : { event, data: data.join('\n') };
  }
}
