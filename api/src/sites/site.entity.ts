import type { Refusal, SiteKind } from '@shared/sites/sites.contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place that holds goods. */
@Entity('site')
export class Site {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) kind!: SiteKind | 'in_transit';
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ type: 'text', nullable: true }) address!: string | null;
  @Column({ type: 'double precision', nullable: true }) latitude!: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude!: number | null;
  @Column({ type: 'text', array: true }) refuses!: Refusal[];
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}
