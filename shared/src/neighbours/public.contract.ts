import type { ReportKind } from '@shared/needs/neighbours.contract';
import type { OpenSpan } from '@shared/sites/public-site.contract';
import type { Refusal, SiteKind, SiteStatus } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Slug } from '@shared/words/slug';

/** A count of asks as strangers may see it: below 5 it says only that. */
export type SmallCount = number | '<5';

/** Something that is short at a site, or asked for. */
export interface PublicNeedReply {
  /** Null for words, and for anything of a category. */
  itemId: Id | null;
  /** The item, the category, or what neighbours wrote. */
  name: string;
  category: string | null;
  /** `out`: there is none; `low`: less than there should be; `asked`: there is some, and neighbours ask for more. */
  state: 'out' | 'low' | 'asked';
  /** Neighbours who asked and whose ask is open; null for none. */
  asked: SmallCount | null;
}

/** What a site has and lacks, as strangers may see it. */
export interface PublicSiteReply {
  slug: Slug;
  name: string;
  kind: SiteKind;
  group: string;
  /** Of the group's board; null where there is none. */
  boardSlug: Slug | null;
  timeZone: string;
  area: string | null;
  /** Null unless the group shows it. */
  address: string | null;
  /** To two decimals (about a kilometre) unless the group shows the exact place. */
  latitude: number | null;
  longitude: number | null;
  hours: OpenSpan[];
  hoursNote: string | null;
  accepts: string[];
  acceptsNote: string | null;
  refuses: Refusal[];
  notNow: string[];
  helpNote: string | null;
  /** When goods came in last, by the ledger, to a quarter of an hour. */
  restockedAt: Instant | null;
  /** What a steward saw last, to a quarter of an hour. */
  seen: PublicSightReply | null;
  /** What neighbours reported since, by the hour. */
  reports: { kind: ReportKind; reportedAt: Instant }[];
  /** Whether the fridge is or was too warm; null where nobody measures. */
  isTooWarm: boolean | null;
  /** What is there, by category. */
  here: { category: string | null; items: string[]; more: number }[];
  needed: PublicNeedReply[];
  nearest: { slug: Slug; name: string; kind: SiteKind; area: string | null; kilometres: number }[];
}

export interface PublicSightReply {
  at: Instant;
  /** 0 empty, 1 a little, 2 about half and more, 3 full. */
  fullness: number | null;
  condition: 'clean' | 'needs_cleaning' | 'needs_repair' | 'not_there' | null;
}

/** What can be asked for at a site, and forms to say so: each is good once, for some hours. */
export interface PublicFormReply {
  askToken: string;
  reportToken: string;
  categories: { id: Id; name: string; items: { id: Id; name: string }[] }[];
}

/** A line of the group's board and feeds. */
export interface BoardNeedReply extends PublicNeedReply {
  siteSlug: Slug;
  site: string;
}

export interface BoardSiteReply {
  slug: Slug;
  name: string;
  kind: SiteKind;
  area: string | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  hours: OpenSpan[];
  hoursNote: string | null;
  refuses: Refusal[];
}

/** What a group shows of its sites to everybody. */
export interface BoardReply {
  slug: Slug;
  group: string;
  sites: BoardSiteReply[];
  needs: BoardNeedReply[];
}

/** A public site as the map for everybody shows it. */
export interface PublicMapSite {
  slug: Slug;
  name: string;
  kind: SiteKind;
  area: string | null;
  address: string | null;
  /** Rounded to a hundredth of a degree unless the group shows the exact place; null where nobody told it. */
  latitude: number | null;
  longitude: number | null;
  isExact: boolean;
  /** The worst of what its page shows as needed, by the kept figures, up to a minute old. */
  status: SiteStatus;
}
