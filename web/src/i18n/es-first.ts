import problems from './es/problems.json';
import scan from './es/scan.json';
import shell from './es/shell.json';
import ui from './es/ui.json';

/** What the frame and the scan page say: it comes with the first load. Keep it small. */
export const messages = {
  problems,
  scan,
  shell,
  ui,
};
