import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { IsId, IsTimeZoneName, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { type Role, roles } from '@shared/words/role';

export const presets = ['us', 'eu'] as const;
/** Which country's food-safety defaults a group starts with. */
export type Preset = (typeof presets)[number];

/** Languages that the program itself has words in. */
export const spokenLanguages = ['en', 'es'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** Makes the first group and its first organizer. */
export class SetUpGroup {
  @IsString() @Length(1, 200) setupToken!: string;
  @IsWords(120) groupName!: string;
  @IsTimeZoneName() timeZone!: string;
  @IsIn(presets) preset!: Preset;
  /** The name the organizer goes by in the group; a nickname is fine. */
  @IsWords(60) name!: string;
  /** Names the categories that the group starts with; English when not said. */
  @IsOptional() @IsIn(spokenLanguages) language?: SpokenLanguage;
}

/** Looks at an invite before joining. */
export class PreviewInvite {
  @IsString() @Length(1, 200) invite!: string;
}

export interface InvitePreviewReply {
  groupName: string;
  role: Role;
}

export class JoinGroup {
  @IsString() @Length(1, 200) invite!: string;
  /** The name the member goes by in the group; a nickname is fine. */
  @IsWords(60) name!: string;
}

/** Signs an existing member in on another device. */
export class SignInByLink {
  @IsString() @Length(1, 200) token!: string;
}

export interface MemberReply {
  id: Id;
  /** Null once the member asked to be forgotten. */
  name: string | null;
  role: Role;
  joinedAt: Instant;
}

export interface GroupReply {
  id: Id;
  name: string;
  timeZone: string;
  preset: Preset;
}

/** `token` is a session token: keep it secret, send it as `Authorization: Bearer`. Browsers get it as a cookie too. */
export interface SignedInReply {
  member: MemberReply;
  token: string;
}

export interface MeReply {
  member: MemberReply;
  group: GroupReply;
}

export class MakeInvite {
  @IsIn(roles) role!: Role;
  /** 1 hour to 90 days; a week when not said. */
  @IsOptional() @IsInt() @Min(1) @Max(2160) expiresInHours?: number;
  /** How many people may join by it, 1 to 1000; one when not said. */
  @IsOptional() @IsInt() @Min(1) @Max(1000) maxUses?: number;
}

/** The only time that an invite's token is shown: the server keeps its hash. */
export interface InviteMadeReply extends InviteReply {
  token: string;
  url: string;
}

export interface InviteReply {
  id: Id;
  role: Role;
  expiresAt: Instant;
  maxUses: number;
  uses: number;
}

export class ChangeMe {
  @IsOptional() @IsWords(60) name?: string;
}

export class ChangeMember {
  @IsOptional() @IsWords(60) name?: string;
  @IsOptional() @IsIn(roles) role?: Role;
}

/** A link that signs a member in on one more device; valid for a day. */
export interface SignInLinkReply {
  url: string;
  token: string;
  expiresAt: Instant;
}

/** What an API token may be good for alone, whatever its role: sending a site's temperatures. */
export const tokenPurposes = ['readings'] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

export class MakeApiToken {
  /** What it is for, such as "fridge sensor, Oak St". */
  @IsWords(120) label!: string;
  @IsIn(roles) role!: Role;
  /** The one thing that it is good for, of what its role may; everything that its role may when not said. */
  @IsOptional() @IsIn(tokenPurposes) onlyFor?: TokenPurpose;
  /** The one site that it is good for; with `onlyFor` alone. */
  @IsOptional() @IsId() siteId?: Id;
}

export interface ApiTokenReply {
  id: Id;
  label: string;
  role: Role;
  onlyFor: TokenPurpose | null;
  siteId: Id | null;
  madeAt: Instant;
}

export interface ApiTokenMadeReply extends ApiTokenReply {
  token: string;
}

export class ChangeGroup {
  @IsOptional() @IsWords(120) name?: string;
  @IsOptional() @IsTimeZoneName() timeZone?: string;
  @IsOptional() @IsIn(presets) preset?: Preset;
}
