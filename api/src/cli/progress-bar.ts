import type { CommandContext } from './command';

export interface ProgressBar {
  /** @param words what is said beside the bar. */
  show(done: number, words: string): void;
  end(): void;
}

const width = 30;
const betweenMs = 100;
const betweenUnwatchedMs = 5_000;

/** A bar on one line for people, or now and then a line where the output is kept. `whole` is what `done` counts up to. */
export function progressBar({ note, isWatched }: CommandContext, whole: number): ProgressBar {
  let shownAt = -Infinity;
  let longest = 0;
  return {
    show(done, words) {
      const now = performance.now();
      if (now - shownAt < (isWatched ? betweenMs : betweenUnwatchedMs)) return;
      shownAt = now;
      const share = whole > 0 ? Math.min(1, done / whole) : 1;
      const percent = `${Math.floor(share * 100)} %`.padStart(5);
      if (!isWatched) return note(`${percent}  ${words}\n`);
      const full = Math.round(share * width);
      const line = `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${percent}  ${words}`;
      note(`\r${line.padEnd(longest)}`);
      longest = line.length;
    },
    end() {
      if (isWatched && longest > 0) note(`\r${' '.repeat(longest)}\r`);
    },
  };
}
