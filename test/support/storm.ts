import { Agent, request } from 'node:http';
import { v7 as newId } from 'uuid';
import type { RecordMovementsReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { seededRandom } from '../ledger/seeded-random';

export interface StormSettings {
  readonly address: string;
  /** One for each device. */
  readonly tokens: readonly string[];
  readonly siteIds: readonly Id[];
  readonly itemIds: readonly Id[];
  readonly scansEach: number;
  readonly batchSize: number;
  /** Devices wake up at random moments within this. */
  readonly withinMs: number;
  /** Share of answers that a device loses, so that it sends the batch again. */
  readonly lost: number;
  readonly seed: number;
}

export interface StormReport {
  recorded: number;
  duplicates: number;
  refused: number;
  /** Calls that were told to come back. */
  toldToWait: number;
  lostAnswers: number;
  /** From the first try of a batch to its last answer, with all waiting. */
  batchMs: { p50: number; p99: number; most: number };
  /** From the sending of the call that was answered to its answer. */
  callMs: { p50: number; p99: number; most: number };
  totalMs: number;
}

/**
 * Hundreds of devices that come back from a network cut and send what they scanned, each its batches in order, as the
 * outbox does: again until there is an answer, and not before the time that the server asked for.
 */
export async function storm(settings: StormSettings): Promise<StormReport> {
  const random = seededRandom(settings.seed);
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const began = performance.now();
  const report = { recorded: 0, duplicates: 0, refused: 0, toldToWait: 0, lostAnswers: 0 };
  const [batchMs, callMs]: [number[], number[]] = [[], []];

  const send = async (token: string, body: string, lose: boolean): Promise<boolean> => {
    const at = performance.now();
    const answer = await post(agent, settings.address, token, body);
    if (answer === null || answer.status >= 500) {
      await pause(200 + random() * 300);
      return false;
    }
    if (answer.status === 429) {
      report.toldToWait++;
      await pause(answer.retryAfterSeconds * 1_000 * (1 + random() / 2));
      return false;
    }
    if (answer.status !== 200)
      throw new Error(`A batch was answered ${answer.status}: ${answer.text.slice(0, 200)}`);
    if (lose) {
      report.lostAnswers++;
      return false;
    }
    callMs.push(performance.now() - at);
    for (const { status } of (JSON.parse(answer.text) as RecordMovementsReply).results) {
      if (status === 'recorded') report.recorded++;
      else if (status === 'duplicate') report.duplicates++;
      else report.refused++;
    }
    return true;
  };

  await Promise.all(
    settings.tokens.map(async (token) => {
      const bodies = batches(settings, random);
      await pause(random() * settings.withinMs);
      for (const body of bodies) {
        const at = performance.now();
        let lose = random() < settings.lost;
        while (!(await send(token, body, lose))) lose = false;
        batchMs.push(performance.now() - at);
      }
    }),
  );
  agent.destroy();
  return { ...report, batchMs: spread(batchMs), callMs: spread(callMs), totalMs: performance.now() - began };
}

function batches(settings: StormSettings, random: () => number): string[] {
  const pick = (list: readonly Id[]) => list[Math.floor(random() * list.length)] as Id;
  const lines = Array.from({ length: settings.scansEach }, (_, n) => ({
    id: newId(),
    reason: 'donation',
    itemId: pick(settings.itemIds),
    quantity: 1,
    toSiteId: pick(settings.siteIds),
    occurredAt: new Date(Date.now() - (settings.scansEach - n) * 4_000).toISOString(),
  }));
  const count = Math.ceil(lines.length / settings.batchSize);
  return Array.from({ length: count }, (_, n) =>
    JSON.stringify({ movements: lines.slice(n * settings.batchSize, (n + 1) * settings.batchSize) }),
  );
}

interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly text: string;
}

/** Null when the line broke. */
function post(agent: Agent, address: string, token: string, body: string): Promise<Answer | null> {
  return new Promise((resolve) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(`${address}/api/v1/movements`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('error', () => {
        resolve(null);
      });
      answer.on('end', () => {
        const retryAfterSeconds = Number(answer.headers['retry-after'] ?? 1);
        resolve({ status: answer.statusCode ?? 0, retryAfterSeconds, text });
      });
    });
    sent.on('error', () => {
      resolve(null);
    });
    sent.end(body);
  });
}

function spread(values: number[]): { p50: number; p99: number; most: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
