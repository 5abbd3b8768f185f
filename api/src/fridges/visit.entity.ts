import type { VisitCondition } from '@shared/fridges/visits.contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A steward's visit to a fridge. What was moved stands in the ledger, what was left in `visit_left`. */
@Entity('visit')
export class Visit {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'site_id', type: 'uuid' }) siteId!: string;
  @Column({ name: 'member_id', type: 'uuid' }) memberId!: string;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  /** 0 empty to 3 full, when the steward left. */
  @Column({ type: 'smallint', nullable: true }) fullness!: number | null;
  @Column({ type: 'text', nullable: true }) condition!: VisitCondition | null;
  @Column({ type: 'text', nullable: true }) note!: string | null;
  @Column({ name: 'photo_id', type: 'uuid', nullable: true }) photoId!: string | null;
  /** With `reversedAt`, or neither. */
  @Column({ name: 'reversal_id', type: 'uuid', nullable: true }) reversalId!: string | null;
  @Column({ name: 'reversed_at', type: 'timestamptz', nullable: true }) reversedAt!: Date | null;
  @Column({ type: 'uuid' }) fingerprint!: string;
  @Column({ name: 'head_fingerprint', type: 'uuid', nullable: true }) headFingerprint!: string | null;
  /** How many of its lines were refused when it came last. */
  @Column({ name: 'refused_lines', type: 'smallint', default: 0 }) refusedLines!: number;
}
