import { Worker } from 'node:worker_threads';
import { Problem } from '@shared/words/problem';
import { drawLabelSheet, type LabelSheetJob } from './draw-label-sheet';
import { pdfOf, type LabelSheetAnswer, type LabelSheetQuestion } from './label-sheet-message';

/** Jobs waiting or being drawn; one takes up to a second, so the last would wait for twenty. */
export const mostWaitingSheets = 20;

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Draws label sheets one after another in a worker thread, started with the first. Throws the problem `busy` when
 * `mostWaitingSheets` are under way, and what `drawLabelSheet` throws.
 *
 * `workerFile` is the bundled `label-sheet.worker`; null draws in this thread, for tests that run from the sources.
 */
export class LabelSheetQueue {
  private worker: Worker | null = null;
  private nextId = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly workerFile: string | null) {}

  async draw(job: LabelSheetJob): Promise<Uint8Array> {
    if (this.waiting.size >= mostWaitingSheets) {
      throw new Problem(
        'busy',
        'Many label sheets are being drawn. Try again in a few seconds.',
        undefined,
        5,
      );
    }
    const id = this.nextId;
    this.nextId += 1;
    return new Promise<Uint8Array>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, job });
    });
  }

  /** Ends the worker; sheets still under way are refused as `busy`. */
  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.refuseAll(new Problem('busy', 'The server is shutting down.'));
    await worker?.terminate();
  }

  private send(question: LabelSheetQuestion): void {
    if (this.workerFile === null) {
      drawLabelSheet(question.job).then(
        (pdf) => this.settle(question.id, (waiting) => waiting.resolve(pdf)),
        (error: unknown) => this.settle(question.id, (waiting) => waiting.reject(error)),
      );
      return;
    }
    this.worker ??= this.start(this.workerFile);
    this.worker.postMessage(question);
  }

  private start(workerFile: string): Worker {
    const worker = new Worker(workerFile);
    // The process may end while the worker is idle.
    worker.unref();
    worker.on('message', (answer: LabelSheetAnswer) => {
      this.settle(answer.id, ({ resolve, reject }) => {
        try {
          resolve(pdfOf(answer));
        } catch (error) {
          reject(error);
        }
      });
    });
    const lost = (error: Error): void => {
      if (this.worker !== worker) return;
      // A worker that died takes its jobs with it; the next job starts a new one.
      this.worker = null;
      this.refuseAll(error);
    };
    worker.on('error', lost);
    worker.on('exit', (code) => lost(new Error(`The label worker ended with code ${code}`)));
    return worker;
  }

  private settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting) how(waiting);
  }

  private refuseAll(error: Error): void {
    const refused = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of refused) reject(error);
  }
}
