import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '../start-problem';
import { freePort } from './free-port';
import { stopLeftBehind } from './left-behind';
import { launchPostgres, PostgresChild, stopPostgres, untilReady } from './postgres-child';
import { PostgresCluster } from './postgres-cluster';
import { isPortTaken, startFailure } from './start-failure';

const longestPauseMs = 5_000;
const attemptsBeforeGivingUp = 12;

/**
 * Keeps one PostgreSQL server running: when it exits without being asked to, starts it again on the same port, so that
 * connection pools find it where it was. Gives up after twelve failed starts in a row (about 40 s).
 */
export class PostmasterKeeper {
  /** Resolves when the server is gone for good: null after `stop`, otherwise why it was given up. Never rejects. */
  readonly exited: Promise<StartProblem | null>;
  private stopping = false;
  private readonly tellExited: (problem: StartProblem | null) => void;

  private constructor(
    private readonly cluster: PostgresCluster,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly log: (line: string) => void,
    readonly port: number,
    private child: PostgresChild,
  ) {
    let tell: (problem: StartProblem | null) => void = () => undefined;
    this.exited = new Promise((resolve) => (tell = resolve));
    this.tellExited = tell;
  }

  /**
   * Starts the server on a free port and returns when it accepts connections.
   * @throws StartProblem when it does not come up.
   */
  static async start(
    cluster: PostgresCluster,
    settings: Readonly<Record<string, string>>,
    log: (line: string) => void,
  ): Promise<PostmasterKeeper> {
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      const child = await launchPostgres(cluster, { ...settings, port: String(port) }, log);
      if (await untilReady(child, cluster.dataDir, log)) {
        const keeper = new PostmasterKeeper(cluster, settings, log, port, child);
        void keeper.keep();
        return keeper;
      }
      if (!isPortTaken(child.lastLines) || attempt === 5)
        throw startFailure(cluster.dataDir, child.lastLines);
    }
  }

  /** Pid of the server that runs now; a restart changes it. */
  get pid(): number {
    return this.child.pid;
  }

  /** Stops the server and resolves when it has exited. Calling it again waits for the same end. */
  async stop(): Promise<void> {
    this.stopping = true;
    await stopPostgres(this.child);
    await this.exited;
  }

  private async keep(): Promise<void> {
    try {
      for (;;) {
        await this.child.exited;
        if (this.stopping) break;
        this.log('PostgreSQL stopped unexpectedly; starting it again.');
        if (!(await this.restart())) break;
      }
      this.tellExited(null);
    } catch (error) {
      this.tellExited(
        error instanceof StartProblem
          ? error
          : new StartProblem(`PostgreSQL is gone: ${(error as Error).message}`),
      );
    }
  }

  /** @returns false when `stop` was called meanwhile. */
  private async restart(): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      await stopLeftBehind(this.cluster.dataDir);
      if (this.stopping) return false;
      this.child = await launchPostgres(
        this.cluster,
        { ...this.settings, port: String(this.port) },
        this.log,
      );
      if (this.stopping) await stopPostgres(this.child);
      if (await untilReady(this.child, this.cluster.dataDir, this.log)) return true;
      if (this.stopping) return false;
      if (attempt === attemptsBeforeGivingUp) throw startFailure(this.cluster.dataDir, this.child.lastLines);
      await pause(Math.min(longestPauseMs, 100 * 2 ** attempt));
    }
  }
}
