import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { IsDay, IsId, IsWords } from '@shared/rules/field-rules';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';

export const taskKinds = ['cleaning', 'repair', 'restock', 'other'] as const;
export type TaskKind = (typeof taskKinds)[number];

export class MakeTask {
  @IsOptional() @IsId() id?: Id;
  @IsId() siteId!: Id;
  @IsIn(taskKinds) kind!: TaskKind;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(500) note?: string | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsDay() dueOn?: Day | null;
}

/** Something to do at a site. */
export interface TaskReply {
  id: Id;
  siteId: Id;
  siteName: string;
  kind: TaskKind;
  note: string | null;
  dueOn: Day | null;
  openedAt: Instant;
  /** True when a visit said so; a visit that says the opposite closes it. */
  openedByVisit: boolean;
  /** The name of who takes it, for members alone; null while nobody does, or once they asked to be forgotten. */
  takenByName: string | null;
  isMine: boolean;
  closedAt: Instant | null;
}

/** When somebody looks after a site: every week on a weekday, or once on a day. */
export class MakeRotaSlot {
  @IsOptional() @IsId() id?: Id;
  @IsId() siteId!: Id;
  /** 1 Monday to 7 Sunday; this or `onDay`. */
  @IsOptional() @IsInt() @Min(1) @Max(7) weekday?: number;
  @IsOptional() @IsDay() onDay?: Day;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(200) note?: string | null;
}

export interface RotaSlotReply {
  id: Id;
  siteId: Id;
  weekday: number | null;
  onDay: Day | null;
  note: string | null;
}

export class TakeTurn {
  /** Every week, not only this day. */
  @IsOptional() @IsBoolean() every?: boolean;
}

/** One day of a slot, and who takes it. */
export interface TurnReply {
  slotId: Id;
  siteId: Id;
  siteName: string;
  onDay: Day;
  /** True for a slot of every week. */
  isWeekly: boolean;
  note: string | null;
  /** For members alone; null while nobody takes it. */
  takenByName: string | null;
  isMine: boolean;
  /** True when a steward's visit was logged on that day. */
  visited: boolean;
}

/** The only time that a calendar's address is shown: the server keeps a hash of the secret in it. */
export interface CalendarMadeReply {
  url: string;
}
