import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code that stands for an item and a pack quantity in one group. */
@Entity('barcode')
export class Barcode {
  @PrimaryColumn({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ name: 'item_id', type: 'uuid' }) itemId!: string;
  @Column({ name: 'pack_quantity', type: 'int' }) packQuantity!: number;
}
