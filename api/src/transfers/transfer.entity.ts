import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Goods that travel from one site to another; what they are stands in its movements. */
@Entity('transfer')
export class Transfer {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'from_site_id', type: 'uuid' }) fromSiteId!: string;
  @Column({ name: 'to_site_id', type: 'uuid' }) toSiteId!: string;
  @Column({ name: 'shipped_at', type: 'timestamptz' }) shippedAt!: Date;
  /** The id that the receiver made; with `receivedAt` and `receiptFingerprint`, or none of them. */
  @Column({ name: 'receipt_id', type: 'uuid', nullable: true }) receiptId!: string | null;
  @Column({ name: 'received_at', type: 'timestamptz', nullable: true }) receivedAt!: Date | null;
  @Column({ type: 'uuid' }) fingerprint!: string;
  @Column({ name: 'receipt_fingerprint', type: 'uuid', nullable: true }) receiptFingerprint!: string | null;
}
