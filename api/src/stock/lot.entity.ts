import type { Day } from '@shared/words/day';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A batch of an item with a lot code, dates, or both. */
@Entity('lot')
export class Lot {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'item_id', type: 'uuid' }) itemId!: string;
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ name: 'use_by', type: 'date', nullable: true }) useBy!: Day | null;
  @Column({ name: 'best_by', type: 'date', nullable: true }) bestBy!: Day | null;
  @Column({ name: 'made_on', type: 'date', nullable: true }) madeOn!: Day | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'hold_kind', type: 'text', nullable: true }) holdKind!: 'quality' | 'recall' | null;
  @Column({ name: 'hold_note', type: 'text', nullable: true }) holdNote!: string | null;
}
