import type { CategoryKind, WhenWarm } from '@shared/catalog/catalog.contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Groups items; carries the rules and the shelf life of its goods. */
@Entity('category')
export class Category {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) kind!: CategoryKind;
  @Column({ name: 'shelf_life_days', type: 'int', nullable: true }) shelfLifeDays!: number | null;
  @Column({ name: 'when_warm', type: 'text' }) whenWarm!: WhenWarm;
}
