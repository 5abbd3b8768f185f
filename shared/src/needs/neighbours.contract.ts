import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { largestQuantity } from '@shared/words/quantity';

/** What a neighbour may say of a site. */
export const reportKinds = ['empty', 'full', 'dirty', 'warm', 'broken', 'gone'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const longestNeedText = 200;

/** A neighbour's ask: an item, anything of a category, or words. Never by whom. */
export class AskForNeed {
  /** Of the site's form; good once. */
  @IsString() @Length(1, 200) token!: string;
  @IsOptional() @IsId() itemId?: Id;
  @IsOptional() @IsId() categoryId?: Id;
  /** Without names and numbers. */
  @IsOptional() @IsWords(longestNeedText) text?: string;
  /** Leave it out: no person sees this field, only programs fill it in. */
  @IsOptional() @IsString() @MaxLength(200) website?: string;
}

/** What a neighbour saw at a site. */
export class ReportSite {
  /** Of the site's form; good once. */
  @IsString() @Length(1, 200) token!: string;
  @IsIn(reportKinds) kind!: ReportKind;
  /** Leave it out: no person sees this field, only programs fill it in. */
  @IsOptional() @IsString() @MaxLength(200) website?: string;
}

/** What came of it. `again`: the form was sent before, and counts once. */
export const neighbourOutcomes = ['noted', 'waits', 'again'] as const;
export type NeighbourOutcome = (typeof neighbourOutcomes)[number];

export interface HeardReply {
  /** `waits` for a steward to look at it first. */
  outcome: NeighbourOutcome;
}

/** new: waits for a steward; shown: counts and is public; met and hidden: over; missed: became a missed ask. */
export const needStates = ['new', 'shown', 'hidden', 'met', 'missed'] as const;
export type NeedState = (typeof needStates)[number];

export interface SuggestedItem {
  itemId: Id;
  itemName: string;
}

/** Asks for the same thing at the same site in the same state, as one. */
export interface NeedReply {
  /** Of one of the asks; stands for all of them. */
  id: Id;
  siteId: Id;
  siteName: string;
  itemId: Id | null;
  itemName: string | null;
  categoryId: Id | null;
  categoryName: string | null;
  /** What was written, where it was words. */
  text: string | null;
  /** Items that the words may mean, the likeliest first, at most three; none once it is said which. A steward decides. */
  suggestions: SuggestedItem[];
  state: NeedState;
  /** Why it waits: a link, or the same again and again; null for words that a steward looks at first. */
  doubt: 'link' | 'repeat' | null;
  /** How many asked. */
  asked: number;
  /** Full hours. */
  firstAskedAt: Instant;
  lastAskedAt: Instant;
  /** When the last of them is deleted. */
  expiresAt: Instant;
}

/** What a steward makes of a need; holds for every ask that it stands for. */
export class DecideNeed {
  @IsOptional() @IsIn(['new', 'shown', 'hidden', 'met']) state?: Exclude<NeedState, 'missed'>;
  /** The item that was meant; null takes it back, where there are words. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsId() itemId?: Id | null;
}

export class MergeNeed {
  /** The need of the same site that it is the same as. */
  @IsId() intoId!: Id;
}

/** Turns a need that was meant for a shelf into a missed ask, which is demand: it is no open need after that. */
export class CountNeed {
  /** Made by the sender; sent again, it is the same missed ask. */
  @IsId() id!: Id;
  /** Base units that all who asked would have taken. */
  @IsInt() @Min(1) @Max(largestQuantity) quantity!: number;
}

export const reportStates = ['new', 'done', 'hidden'] as const;
export type ReportState = (typeof reportStates)[number];

export interface NeighbourReportReply {
  id: Id;
  siteId: Id;
  siteName: string;
  kind: ReportKind;
  /** For `GET /api/v1/photos/:id`; null without a photo. */
  photoId: Id | null;
  state: ReportState;
  /** A full hour. */
  reportedAt: Instant;
  expiresAt: Instant;
}

export class DecideReport {
  @IsIn(reportStates) state!: ReportState;
}
