import type {
  SyncCategory,
  SyncGroup,
  SyncItem,
  SyncLevel,
  SyncLot,
  SyncReply,
  SyncSite,
} from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Person } from './test-app';

/** What a device keeps of a group: applies sync replies as the contract says. */
export class Device {
  cursor: string | null = null;
  group: SyncGroup | null = null;
  readonly sites = new Map<Id, SyncSite>();
  readonly categories = new Map<Id, SyncCategory>();
  readonly items = new Map<Id, SyncItem>();
  readonly aliases = new Map<Id, Id>();
  readonly lots = new Map<Id, SyncLot>();
  private readonly levels = new Map<string, SyncLevel>();
  private readonly lotLevels = new Map<string, number>();

  constructor(
    readonly person: Person,
    private readonly siteId: Id | null = null,
  ) {}

  /** Asks until nothing more is there; answers the replies. */
  async sync(): Promise<SyncReply[]> {
    const replies: SyncReply[] = [];
    do {
      const query = new URLSearchParams({
        ...(this.cursor ? { since: this.cursor } : {}),
        ...(this.siteId ? { siteId: this.siteId } : {}),
      });
      const answer = await this.person.get<SyncReply>(`/api/v1/sync?${query}`);
      if (answer.status !== 200) throw new Error(`Sync answered ${answer.status}.`);
      this.apply(answer.body);
      replies.push(answer.body);
    } while (replies.at(-1)?.more);
    return replies;
  }

  levelOf(siteId: Id, itemId: Id): number {
    return this.levels.get(`${siteId} ${itemId}`)?.[1] ?? 0;
  }

  parLevelOf(siteId: Id, itemId: Id): [number | null, number | null] {
    const level = this.levels.get(`${siteId} ${itemId}`);
    return [level?.[2] ?? null, level?.[3] ?? null];
  }

  needsCount(siteId: Id, itemId: Id): boolean {
    return this.levels.get(`${siteId} ${itemId}`)?.[4] === 1;
  }

  lotLevelOf(siteId: Id, lotId: Id): number {
    return this.lotLevels.get(`${siteId} ${lotId}`) ?? 0;
  }

  private apply(reply: SyncReply): void {
    if (reply.reset) {
      for (const kept of [this.sites, this.categories, this.items, this.aliases, this.lots]) kept.clear();
      this.levels.clear();
      this.lotLevels.clear();
    }
    this.cursor = reply.cursor;
    this.group = reply.group ?? this.group;
    for (const site of reply.sites ?? []) this.sites.set(site.id, site);
    for (const category of reply.categories ?? []) this.categories.set(category.id, category);
    for (const item of reply.items ?? []) this.items.set(item[0], item);
    for (const [alias, itemId] of reply.aliases ?? []) this.aliases.set(alias, itemId);
    for (const lot of reply.lots ?? []) this.lots.set(lot[0], lot);
    const siteOf = (number: number) => reply.siteNumbers?.[number] as Id;
    for (const [itemId, levels] of reply.levels ?? []) {
      for (const level of levels) this.levels.set(`${siteOf(level[0])} ${itemId}`, level);
    }
    for (const [lotId, levels] of reply.lotLevels ?? []) {
      for (const [number, level] of levels) this.lotLevels.set(`${siteOf(number)} ${lotId}`, level);
    }
  }
}
