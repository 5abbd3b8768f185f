import type { DecodedCode, Picture } from './decode-strategy';

export interface DecodeRequest {
  readonly id: number;
  readonly wasmUrl: string;
  readonly pixels: ArrayBuffer;
  readonly width: number;
  readonly height: number;
  /** Frames without a code before this one; null for a photo. */
  readonly misses: number | null;
}

export type DecodeAnswer =
  { readonly id: number; readonly codes: DecodedCode[] } | { readonly id: number; readonly failed: string };

/** Where the build puts the engine, by its version: cached for good. */
const wasmPath = 'zxing/3.1.3/zxing_reader.wasm';

/** The code reader: an engine in a worker of its own, loaded when the first picture comes. */
export class Decoder {
  #worker: Worker | undefined;
  #count = 0;
  readonly #waiting = new Map<
    number,
    { done: (codes: DecodedCode[]) => void; failed: (why: Error) => void }
  >();

  /**
   * The codes in a picture; `misses` counts the frames without one before, null for a single photo. Takes the pixels away
   * from the caller.
   * @throws Error when the engine cannot be loaded.
   */
  decode({ data, width, height }: Picture, misses: number | null): Promise<DecodedCode[]> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#count;
    const wasmUrl = new URL(wasmPath, document.baseURI).href;
    const pixels = data.buffer as ArrayBuffer;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      const request: DecodeRequest = { id, wasmUrl, pixels, width, height, misses };
      worker.postMessage(request, [pixels]);
    });
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { done } of this.#waiting.values()) done([]);
    this.#waiting.clear();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./decode.worker', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('codes' in data) waiting?.done(data.codes);
      else waiting?.failed(new Error(data.failed));
    });
    worker.addEventListener('error', () => {
      const waiting = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#worker = undefined;
      for (const { failed } of waiting) failed(new Error('The code reader did not start.'));
    });
    return worker;
  }
}
