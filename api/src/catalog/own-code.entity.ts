import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a printed label of ours stands for: an item, a lot of it, or a site. */
@Entity('own_code')
export class OwnCode {
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'item_id', type: 'uuid', nullable: true }) itemId!: string | null;
  @Column({ name: 'lot_id', type: 'uuid', nullable: true }) lotId!: string | null;
  @Column({ name: 'site_id', type: 'uuid', nullable: true }) siteId!: string | null;
}
