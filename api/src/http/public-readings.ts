import { Injectable } from '@nestjs/common';
import type {
  BoardReply,
  PublicFormReply,
  PublicMapSite,
  PublicSiteReply,
} from '@shared/neighbours/public.contract';
import { Problem } from '@shared/words/problem';
import { type BoardOwner, board, boardOwner } from '@api/neighbours/board.query';
import { publicMap } from '@api/neighbours/public-map.query';
import { publicSite } from '@api/neighbours/public-site.query';
import { isTooWarm } from '@api/neighbours/is-too-warm';
import { whatToAskFor } from '@api/neighbours/what-to-ask-for.query';
import { areFiguresFresh, type FiguresGroup, refreshFigures } from '@api/figures/refresh-figures';
import { BriefCache } from '@api/platform/brief-cache';
import { ChangeSignal } from '@api/platform/change-signal';
import { Database } from '@api/platform/database';
import { type PublicPlace, publicSiteBySlug } from '@api/sites/public-site-by-slug.query';
import { FairQueue } from './fair-queue';

/** What was read of a public site or board, with what is made of it for each language, once. */
export interface Read<T> {
  readonly about: T;
  readonly groupId: string;
  readonly made: Map<string, unknown>;
}
export type ReadSite = Read<PublicSiteReply> & { readonly place: PublicPlace };
export type ReadBoard = Read<BoardReply> & { readonly owner: BoardOwner };
export type ReadMap = Read<PublicMapSite[]> & { readonly owner: BoardOwner };
export type ReadCategories = Read<PublicFormReply['categories']> & { readonly place: PublicPlace };

const brief = { longestMs: 20_000, leastMs: 2_000, entries: 1_000, now: () => performance.now() };

/**
 * What strangers read, kept for moments: a crowd at the door asks the database once. Two readings at a time at most, so
 * that a crowd never takes the connections of those who scan.
 */
@Injectable()
export class PublicReadings {
  private readonly sites = new BriefCache<ReadSite>(brief);
  private readonly boards = new BriefCache<ReadBoard>(brief);
  private readonly maps = new BriefCache<ReadMap>(brief);
  private readonly categories = new BriefCache<ReadCategories>(brief);
  private readonly queue = new FairQueue({
    ...{ atWork: 2, waiting: 200, patienceMs: 10_000 },
    now: () => performance.now(),
    random: () => Math.random(),
  });

  constructor(
    private readonly database: Database,
    signal: ChangeSignal,
  ) {
    signal.listen((groupId) => this.changed(groupId));
  }

  /** Something of a group changed; of every group for null. */
  changed(groupId: string | null): void {
    for (const cache of [this.sites, this.boards, this.maps, this.categories]) cache.changed(groupId);
  }

  /** A public site by its address. @throws Problem `not_found` for one that is not there or not public. */
  site(slug: string): Promise<ReadSite> {
    return this.kept(this.sites, slug, async () => {
      const place = await this.placeOf(slug);
      await this.freshen(place, place.siteId);
      const about = await this.database.look(async (doorway) =>
        publicSite(doorway, place, await isTooWarm(doorway, place)),
      );
      return { about, place, groupId: place.groupId, made: new Map() };
    });
  }

  /** What can be asked for at a public site. @throws Problem `not_found` */
  whatToAskFor(slug: string): Promise<ReadCategories> {
    return this.kept(this.categories, slug, async () => {
      const place = await this.placeOf(slug);
      const about = await this.database.look((doorway) => whatToAskFor(doorway, place));
      return { about, place, groupId: place.groupId, made: new Map() };
    });
  }

  /** A group's board by its address. @throws Problem `not_found` */
  board(slug: string): Promise<ReadBoard> {
    return this.kept(this.boards, slug, async () => {
      const owner = await this.database.look((doorway) => boardOwner(doorway, slug));
      if (!owner) throw new Problem('not_found');
      await this.freshen(owner, null);
      const about = await this.database.look((doorway) => board(doorway, owner));
      return { about, owner, groupId: owner.groupId, made: new Map() };
    });
  }

  /** Where a group's public sites are, by the address of its board. @throws Problem `not_found` */
  map(slug: string): Promise<ReadMap> {
    return this.kept(this.maps, slug, async () => {
      const { owner, about } = await this.database.look(async (doorway) => {
        const owner = await boardOwner(doorway, slug);
        return { owner, about: owner ? await publicMap(doorway, owner.groupId) : [] };
      });
      if (!owner) throw new Problem('not_found');
      return { about, owner, groupId: owner.groupId, made: new Map() };
    });
  }

  private kept<T extends Read<unknown>>(
    cache: BriefCache<T>,
    slug: string,
    make: () => Promise<T>,
  ): Promise<T> {
    return cache.get(
      slug,
      () => this.queue.run(slug, make),
      ({ groupId }) => groupId,
    );
  }

  private async placeOf(slug: string): Promise<PublicPlace> {
    const place = await this.database.look((doorway) => publicSiteBySlug(doorway, slug));
    if (!place) throw new Problem('not_found');
    return place;
  }

  private async freshen(group: FiguresGroup, siteId: string | null): Promise<void> {
    const isFresh = await this.database.look((doorway) => areFiguresFresh(doorway, group, siteId));
    if (!isFresh) await refreshFigures(this.database, group, siteId);
  }
}
