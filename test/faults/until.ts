const everyMs = 50;

/** Waits until `condition` gives something, asking again and again. @throws Error after `patienceMs`, naming what was waited for. */
export async function until<T>(
  what: string,
  patienceMs: number,
  condition: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await condition().catch(() => null);
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${patienceMs} ms in vain: ${what}.`);
    await pause(everyMs);
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
