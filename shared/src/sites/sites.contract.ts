import {
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  Max,
  Min,
  ValidateIf,
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
} from 'class-validator';
import { IsId, IsTimeZoneName, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';

export const siteKinds = ['free_store', 'fridge', 'pantry', 'hub', 'pop_up'] as const;
export type SiteKind = (typeof siteKinds)[number];

/** What a site may refuse. */
export const refusals = [
  'past_use_by',
  'raw_meat_fish',
  'raw_milk',
  'opened',
  'undated_prepared_food',
  'alcohol',
  'medicine',
] as const;
export type Refusal = (typeof refusals)[number];

/** Out when the site is out of something that it should have, low when something is below its minimum. */
export type SiteStatus = 'out' | 'low' | 'ok';

/** A site as a map shows it: what a mark needs, and no more. */
export interface SiteOnMap {
  id: Id;
  name: string;
  kind: SiteKind;
  /** Null where nobody told the place. */
  latitude: number | null;
  longitude: number | null;
  /** The worst of its items by the kept figures, up to a minute old. */
  status: SiteStatus;
}

/** Pictures to draw under the map, which this server hands out under `/api/v1/tiles/`. */
export interface MapTiles {
  /** Whose they are, to be shown with them. */
  attribution: string;
  /** Zoom levels, as maps of tiles count them: 0 is the world on one tile. */
  leastZoom: number;
  mostZoom: number;
}

export interface SiteMapReply {
  sites: SiteOnMap[];
  /** Null where whoever runs the server set none: the map is drawn on a plain ground. */
  tiles: MapTiles | null;
}

export class MakeSite {
  @IsOptional() @IsId() id?: Id;
  @IsWords(120) name!: string;
  @IsIn(siteKinds) kind!: SiteKind;
  /** The group's time zone when not said. */
  @IsOptional() @IsTimeZoneName() timeZone?: string;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(300) address?: string | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsNumber() @Min(-90) @Max(90) latitude?:
    number | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsNumber() @Min(-180) @Max(180) longitude?:
    number | null;
  /** What the site refuses; by its kind when not said. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(refusals, { each: true })
  refuses?: Refusal[];
}

export class ChangeSite {
  @IsOptional() @IsWords(120) name?: string;
  @IsOptional() @IsIn(siteKinds) kind?: SiteKind;
  @IsOptional() @IsTimeZoneName() timeZone?: string;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(300) address?: string | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsNumber() @Min(-90) @Max(90) latitude?:
    number | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsNumber() @Min(-180) @Max(180) longitude?:
    number | null;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(refusals, { each: true })
  refuses?: Refusal[];
  /** A closed site keeps its history and leaves the lists. */
  @IsOptional() @IsBoolean() closed?: boolean;
}

export interface SiteReply {
  id: Id;
  name: string;
  kind: SiteKind;
  timeZone: string;
  address: string | null;
  /** Degrees, WGS 84. */
  latitude: number | null;
  longitude: number | null;
  refuses: Refusal[];
  /** Our own code, as on its label. */
  ownCode: string;
  closed: boolean;
}
