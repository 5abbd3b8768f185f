import type { Role } from '@shared/words/role';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who helps, known by a name they chose. */
@Entity('member')
export class Member {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ type: 'text', nullable: true }) name!: string | null;
  @Column({ type: 'text' }) role!: Role;
  @Column({ name: 'joined_at', type: 'timestamptz' }) joinedAt!: Date;
  @Column({ name: 'forgotten_at', type: 'timestamptz', nullable: true }) forgottenAt!: Date | null;
}
