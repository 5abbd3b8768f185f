import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import type { Slug } from '@shared/words/slug';

/** Languages that public pages and posters speak. */
export const publicLanguages = ['en', 'es'] as const;
export type PublicLanguage = (typeof publicLanguages)[number];

const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Open on one weekday from one time to another, by the site's own clock. */
export class OpenSpan {
  /** 1 Monday to 7 Sunday. */
  @IsInt() @Min(1) @Max(7) weekday!: number;
  /** `09:00`. */
  @IsString() @Matches(timeShape) opens!: string;
  /** `17:30`; `24:00` for midnight. Later than `opens`. */
  @IsString() @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) closes!: string;
}

/** What strangers see of a site. All of it is written anew. */
export class SetPublicSite {
  /** In the address of its page, `/s/oak-street-fridge`. An address that was left leads on to the new one. */
  @IsString() @MinLength(2) @MaxLength(60) @Matches(slugShape) slug!: Slug;
  /** Without it there is no page. */
  @IsBoolean() isPublic!: boolean;
  /** Shows the exact address and coordinates; else the area alone, and coordinates to about a kilometre. */
  @IsBoolean() showsPlace!: boolean;
  /** Where about it is, for everybody: "near the library". */
  @ValidateIf((_, value) => value !== null) @IsWords(120) area!: string | null;
  @IsArray()
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Type(() => OpenSpan)
  hours!: OpenSpan[];
  /** "Always open", "closed on holidays". */
  @ValidateIf((_, value) => value !== null) @IsWords(300) hoursNote!: string | null;
  /** What the site is glad of, in words; beside the categories. */
  @ValidateIf((_, value) => value !== null) @IsWords(300) acceptsNote!: string | null;
  /** How people can help. */
  @ValidateIf((_, value) => value !== null) @IsWords(500) helpNote!: string | null;
  /** Languages of the poster, in their order. */
  @IsArray()
  @ArrayMaxSize(publicLanguages.length)
  @ArrayUnique()
  @IsIn(publicLanguages, { each: true })
  languages!: PublicLanguage[];
  /** Categories that the site is glad of. */
  @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsId({ each: true }) welcomeCategoryIds!: Id[];
  /** Categories and items that nobody should bring at the moment. */
  @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsId({ each: true }) notNowCategoryIds!: Id[];
  @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsId({ each: true }) notNowItemIds!: Id[];
  /** Categories that no public page, feed or poster of this site names. */
  @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsId({ each: true }) hiddenCategoryIds!: Id[];
}

export interface NamedItem {
  id: Id;
  name: string;
}

export interface PublicSiteSettingsReply {
  siteId: Id;
  slug: Slug;
  isPublic: boolean;
  showsPlace: boolean;
  area: string | null;
  hours: OpenSpan[];
  hoursNote: string | null;
  acceptsNote: string | null;
  helpNote: string | null;
  languages: PublicLanguage[];
  welcomeCategoryIds: Id[];
  notNowCategoryIds: Id[];
  notNowItems: NamedItem[];
  hiddenCategoryIds: Id[];
}

/** What strangers see of the group: its board of needs. */
export class SetPublicGroup {
  /** In the address of the board, `/board/riverbend`. */
  @IsString() @MinLength(2) @MaxLength(60) @Matches(slugShape) slug!: Slug;
  /** Whether there is a board; it shows public sites only. */
  @IsBoolean() hasBoard!: boolean;
  /** Days after which what neighbours said is deleted. */
  @IsInt() @Min(1) @Max(60) keepDays!: number;
}

export interface PublicGroupReply {
  slug: Slug;
  hasBoard: boolean;
  keepDays: number;
}
