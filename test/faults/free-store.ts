import { Client } from 'pg';
import { checkDigitFor } from '@shared/barcodes/check-digit';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { InviteMadeReply, SignedInReply, SignInLinkReply } from '@shared/people/people.contract';
import { makeDataSource } from '@api/platform/data-source';
import { Database } from '@api/platform/database';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import { type RealServer, setUpToken } from './real-server';

/** What one code stands for. */
export interface Can {
  readonly itemId: string;
  readonly name: string;
  readonly code: string;
}

/** A group with one site and one volunteer, and what its ledger says. */
export class FreeStore {
  #count = 0;

  private constructor(
    private readonly server: RealServer,
    private readonly organizer: string,
    private readonly volunteerId: string,
  ) {}

  static async open(server: RealServer): Promise<FreeStore> {
    const group = {
      groupName: 'Eastside Mutual Aid',
      timeZone: 'America/New_York',
      preset: 'us',
      name: 'Ada',
    };
    const ada = await post<SignedInReply>(server, '/setup', { setupToken: setUpToken, ...group }, null);
    await post(server, '/sites', { name: 'Eastside', kind: 'free_store' }, ada.token);
    const invite = await post<InviteMadeReply>(server, '/invites', { role: 'volunteer' }, ada.token);
    const robin = await post<SignedInReply>(server, '/join', { invite: invite.token, name: 'Robin' }, null);
    return new FreeStore(server, ada.token, robin.member.id);
  }

  /** A kind of can that nothing was scanned of yet. */
  async newCan(): Promise<Can> {
    this.#count += 1;
    const name = `Can ${this.#count}`;
    const digits = `590${String(this.#count).padStart(9, '0')}`;
    const code = digits + checkDigitFor(digits);
    const item = await post<ItemReply>(
      this.server,
      '/items',
      { name, unit: 'each', barcodes: [{ code }] },
      this.organizer,
    );
    return { itemId: item.id, name, code };
  }

  /** Many of them, for a device to know before it is scanned with. */
  async newCans(count: number): Promise<Can[]> {
    const cans: Can[] = [];
    while (cans.length < count)
      cans.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(20, count - cans.length) }, () => this.newCan()),
        )),
      );
    return cans;
  }

  /** The group and its site. */
  async place(): Promise<{ groupId: string; siteId: string }> {
    const [row] = await this.#ask<{ groupId: string; siteId: string }>(
      `select group_id as "groupId", id as "siteId" from site where name = 'Eastside'`,
      [],
    );
    if (!row) throw new Error('There is no site.');
    return row;
  }

  /** The ids of the movements of these, by when they happened. */
  async movementsOf(cans: readonly Can[]): Promise<string[]> {
    const rows = await this.#ask<{ id: string }>(
      'select id from movement where item_id = any($1) order by occurred_at, id',
      [cans.map((can) => can.itemId)],
    );
    return rows.map(({ id }) => id);
  }

  /** The address that signs the volunteer in. */
  async signInAddress(): Promise<string> {
    const path = `/members/${this.volunteerId}/sign-in-links`;
    const { url } = await post<SignInLinkReply>(this.server, path, {}, this.organizer);
    const { pathname, hash } = new URL(url);
    return this.server.address + pathname + hash;
  }

  /** The server forgets the volunteer's sessions, as after a year, or by an organizer's hand. */
  async endSessions(): Promise<void> {
    await this.#ask('delete from session where member_id = $1', [this.volunteerId]);
  }

  /** How many movements the ledger has of each of these. */
  async recorded(cans: readonly Can[]): Promise<Map<string, number>> {
    const rows = await this.#ask<{ id: string; count: number }>(
      'select item_id as id, count(*)::int as count from movement where item_id = any($1) group by item_id',
      [cans.map((can) => can.itemId)],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** How many differences the proof of the ledger finds. */
  async differences(): Promise<number> {
    const source = await makeDataSource(this.server.databaseUrl).initialize();
    try {
      return (await new Database(source).enter(verifyLedger)).differenceCount;
    } finally {
      await source.destroy();
    }
  }

  async #ask<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    const client = new Client({ connectionString: this.server.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }
}

async function post<Reply>(
  { address }: RealServer,
  path: string,
  body: object,
  token: string | null,
): Promise<Reply> {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Reply;
}
