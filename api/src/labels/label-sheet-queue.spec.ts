import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { LabelTooSmall, type LabelContent } from './label-content';
import type { LabelSheetJob } from './draw-label-sheet';
import { LabelSheetQueue, mostWaitingSheets } from './label-sheet-queue';
import { labelSheet, type LabelSheet } from './label-sheets';

const content: LabelContent = {
  symbol: { kind: 'own', symbology: 'code128', text: 'CS-7K3M9-QX2PD' },
  title: 'Black beans',
  lines: [],
  dates: [],
};
const job = (id: string, copies = 1): LabelSheetJob => ({
  sheet: labelSheet(id) as LabelSheet,
  skip: 0,
  labels: [{ content, copies }],
});

describe('the queue of label sheets', () => {
  // Inside the workspace, so that the bundle finds node_modules as the server's does.
  const root = join(__dirname, '../../..');
  const directory = mkdtempSync(join(root, 'node_modules', '.label-worker-'));
  const workerFile = join(directory, 'label-sheet.worker.cjs');
  const queues: LabelSheetQueue[] = [];
  const queueOf = (file: string | null): LabelSheetQueue => {
    const queue = new LabelSheetQueue(file);
    queues.push(queue);
    return queue;
  };

  beforeAll(() => {
    buildSync({
      entryPoints: [join(__dirname, 'label-sheet.worker.ts')],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      packages: 'external',
      tsconfig: join(root, 'tsconfig.base.json'),
    });
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close()));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(['worker', 'own thread'])('draws in the %s', async (where) => {
    const pdf = await queueOf(where === 'worker' ? workerFile : null).draw(job('avery-5160', 3));
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  it.each(['worker', 'own thread'])('hands back what does not fit from the %s', async (where) => {
    const queue = queueOf(where === 'worker' ? workerFile : null);
    await expect(queue.draw(job('avery-l7651'))).rejects.toThrow(LabelTooSmall);
    await expect(queue.draw(job('avery-5160'))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('leaves this thread free while the worker draws', async () => {
    const queue = queueOf(workerFile);
    await queue.draw(job('avery-5160'));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const labels = Array.from({ length: 1000 }, (_, index) => ({
      content: { ...content, title: `Beans ${index}` },
      copies: 1,
    }));
    await queue.draw({ ...job('avery-5160'), labels });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('says busy rather than letting people wait for ever', async () => {
    const queue = queueOf(workerFile);
    const drawing = Array.from({ length: mostWaitingSheets }, () => queue.draw(job('avery-5160')));
    await expect(queue.draw(job('avery-5160'))).rejects.toMatchObject({ code: 'busy', status: 503 });
    await expect(Promise.all(drawing)).resolves.toHaveLength(mostWaitingSheets);
    await expect(queue.draw(job('avery-5160'))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('refuses what is under way when it closes, and when the worker cannot start', async () => {
    const queue = queueOf(workerFile);
    const drawing = queue.draw(job('avery-5160'));
    const refused = expect(drawing).rejects.toMatchObject({ code: 'busy' });
    await queue.close();
    await refused;
    await expect(queueOf(join(directory, 'nowhere.cjs')).draw(job('avery-5160'))).rejects.toThrow('nowhere');
  });
});
