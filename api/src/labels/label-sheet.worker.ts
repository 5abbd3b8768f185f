import { parentPort } from 'node:worker_threads';
import { drawLabelSheet } from './draw-label-sheet';
import { answerOf, type LabelSheetAnswer, type LabelSheetQuestion } from './label-sheet-message';

/** Entry point of the worker thread that draws label sheets, one at a time, so that nobody's scan waits for them. */
const port = parentPort;
if (!port) throw new Error('label-sheet.worker runs as a worker thread');

port.on('message', ({ id, job }: LabelSheetQuestion) => {
  void answerOf(id, drawLabelSheet(job)).then((answer: LabelSheetAnswer) => {
    port.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer as ArrayBuffer] : []);
  });
});
