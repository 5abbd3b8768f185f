import type { Preset } from '@shared/people/people.contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The people who run some sites together: nothing of one group is visible to another. */
@Entity('aid_group')
export class AidGroup {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ type: 'text' }) preset!: Preset;
  /** Made-up people and goods, to look around in. */
  @Column({ name: 'is_demonstration', type: 'boolean', default: false }) isDemonstration!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
