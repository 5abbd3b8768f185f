import { finished } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A connection of its own for loading many rows: COPY does not go with the pipelined ones of the pool. */
export class BulkConnection {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<BulkConnection> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      options: '-c jit=off -c timezone=UTC',
      application_name: 'commonshelf load',
    });
    // A connection that breaks between two queries says so at the next one.
    client.on('error', () => undefined);
    await client.connect();
    return new BulkConnection(client);
  }

  /** Runs a job in one transaction. */
  async write<T>(job: (bulk: this) => Promise<T>): Promise<T> {
    await this.client.query('begin');
    try {
      const result = await job(this);
      await this.client.query('commit');
      return result;
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  async query<Row>(text: string): Promise<Row[]> {
    return (await this.client.query(text)).rows as Row[];
  }

  /** @param rows in COPY's text format: tabs between columns, a line break after each row, `\N` for null. */
  async copy(into: string, rows: string): Promise<void> {
    const stream = this.client.query(copyFrom(`copy ${into} from stdin`));
    stream.end(rows);
    await finished(stream);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
