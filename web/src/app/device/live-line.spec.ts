import type { LiveChange } from '@shared/sync/live.contract';
import { EventParser } from './event-parser';
import { type LiveAnswer, LiveLine } from './live-line';

const change: LiveChange = { sites: ['a'], catalogue: false, other: true };
const settled = async () => {
  for (let n = 0; n < 50; n++) await Promise.resolve();
};

/** A line whose other end is in the test's hand. */
function line() {
  const opened: {
    lastEventId: string | null;
    say: (text: string) => void;
    end: () => void;
    signal: AbortSignal;
  }[] = [];
  const heard: string[] = [];
  let timers: { at: number; job: () => void }[] = [];
  let now = 0;
  const refusals: LiveAnswer[] = [];
  const live = new LiveLine({
    open: async (lastEventId, signal) => {
      const refusal = refusals.shift();
      if (refusal) return refusal;
      const pieces: string[] = [];
      let wake: () => void = () => undefined;
      let over = false;
      const end = () => {
        over = true;
        wake();
      };
      signal.addEventListener('abort', end);
      opened.push({
        lastEventId,
        signal,
        end,
        say: (text) => {
          pieces.push(text);
          wake();
        },
      });
      async function* all() {
        for (;;) {
          const piece = pieces.shift();
          if (piece !== undefined) yield piece;
          else if (over) return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      }
      return { kind: 'stream', pieces: all() };
    },
    after: (ms, job) => {
      const timer = { at: now + ms, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    random: () => 0.5,
    hear: (event, said) => heard.push(said ? `${event} ${said.sites?.join()}` : event),
    stands: (is) => heard.push(is ? 'stands' : 'broken'),
  });
  const pass = async (ms: number) => {
    now += ms;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.job();
    await settled();
  };
  const say = async (text: string) => {
    opened.at(-1)?.say(text);
    await settled();
  };
  return { live, opened, heard, refusals, pass, say };
}

describe('the live line', () => {
  it('hears events that arrive in pieces, and goes on where it broke off', async () => {
    const { live, opened, heard, pass, say } = line();
    live.start();
    await settled();
    await say('event: ready\nid: 1\nda');
    await say(`ta: {}\n\nevent: changed\nid: 2\ndata: ${JSON.stringify(change)}\n\n:\n\n`);
    expect(heard).toEqual(['stands', 'ready', 'changed a']);
    opened[0]?.end();
    await settled();
    expect(heard.at(-1)).toBe('broken');
    await pass(2_000);
    expect(opened[1]?.lastEventId).toBe('2');
    live.stop();
  });

  it('takes a line for dead that says nothing, not even that it is alive', async () => {
    const { live, opened, heard, pass, say } = line();
    live.start();
    await settled();
    await say('event: ready\nid: 1\ndata: {}\n\n');
    await pass(30_000);
    await say(':\n\n');
    await pass(30_000);
    expect(opened).toHaveLength(1);
    expect(heard).toEqual(['stands', 'ready']);
    await pass(10_000);
    expect(heard.at(-1)).toBe('broken');
    await pass(2_000);
    expect(opened).toHaveLength(2);
    live.stop();
  });

  it('stays away as long as the server asks, and longer with every failure', async () => {
    const { live, opened, refusals, pass } = line();
    refusals.push({ kind: 'later', afterMs: 20_000 }, { kind: 'later', afterMs: null });
    live.start();
    await settled();
    await pass(19_000);
    expect(refusals).toHaveLength(1);
    await pass(1_000);
    expect(refusals).toHaveLength(0);
    await pass(1_000);
    expect(opened).toHaveLength(0);
    await pass(1_000);
    expect(opened).toHaveLength(1);
    live.stop();
    expect(opened[0]?.signal.aborted).toBe(true);
  });

  it('says so when the session has ended', async () => {
    const { live, heard, refusals } = line();
    refusals.push({ kind: 'signed_out' });
    live.start();
    await settled();
    expect(heard).toEqual(['signed_out']);
    live.stop();
  });
});

describe('the parser', () => {
  it('reads the same however the text is cut', () => {
    const text =
      'retry: 2500\n\nevent: changed\nid: x\ndata: {"a":1}\n\n: comment\n\nevent: ready\ndata: {}\n\n';
    const whole = new EventParser().take(text);
    for (let at = 1; at < text.length; at++) {
      const parser = new EventParser();
      expect([...parser.take(text.slice(0, at)), ...parser.take(text.slice(at))]).toEqual(whole);
      expect(parser.lastEventId).toBe('x');
      expect(parser.retryMs).toBe(2500);
    }
  });
});
