import problems from './en/problems.json';
import scan from './en/scan.json';
import shell from './en/shell.json';
import ui from './en/ui.json';

/** What the frame and the scan page say: it comes with the first load. Keep it small. */
export const messages = {
  problems,
  scan,
  shell,
  ui,
};
