import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture of a place, encoded anew by the server and kept until it expires. Its bytes are read by themselves. */
@Entity('photo')
export class Photo {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'site_id', type: 'uuid' }) siteId!: string;
  @Column({ name: 'media_type', type: 'text' }) mediaType!: string;
  @Column({ type: 'smallint' }) width!: number;
  @Column({ type: 'smallint' }) height!: number;
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
