import { StartProblem } from '../start-problem';

/** Whether the server's last lines say that its port was taken by somebody else. */
export function isPortTaken(lines: readonly string[]): boolean {
  return lines.some((line) => /could not bind .*(in use)|could not create any TCP\/IP sockets/i.test(line));
}

/** Turns the last lines of a server that exited while starting into one sentence. */
export function startFailure(dataDir: string, lines: readonly string[]): StartProblem {
  const all = lines.join('\n');
  if (/No space left on device/.test(all)) {
    return new StartProblem(
      `The disk of ${dataDir} is full and PostgreSQL cannot start: free some space and start again.`,
    );
  }
  const fatal = lines.find((line) => /\b(PANIC|FATAL):/.test(line));
  const said = (fatal ?? lines.at(-1) ?? 'nothing').replace(/^.*\b(PANIC|FATAL):\s*/, '');
  if (fatal === undefined && /shared librar|Exec format|[Nn]ot found|[Kk]illed/.test(all)) {
    return new StartProblem(
      `PostgreSQL stopped while starting on ${dataDir} (it says: "${said}"): set DATABASE_URL to a PostgreSQL 15 or newer if it cannot run here.`,
    );
  }
  return new StartProblem(
    `PostgreSQL cannot start on ${dataDir}, whose files seem damaged or incomplete (it says: "${said}"): restore a backup, or start with an empty DATA_DIR.`,
  );
}
