import type { Unit } from '@shared/words/quantity';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A catalogue entry with its base unit. */
@Entity('item')
export class Item {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) unit!: Unit;
  @Column({ name: 'category_id', type: 'uuid', nullable: true }) categoryId!: string | null;
  @Column({ type: 'text', nullable: true }) family!: string | null;
  @Column({ type: 'text', nullable: true }) variant!: string | null;
  @Column({ name: 'default_minimum', type: 'bigint', nullable: true }) defaultMinimum!: string | null;
  @Column({ name: 'default_target', type: 'bigint', nullable: true }) defaultTarget!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true }) archivedAt!: Date | null;
}
